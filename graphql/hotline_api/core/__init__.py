"""What every domain of the API stands on: permissions on fields, errors, limits, the view, the context of a request."""
