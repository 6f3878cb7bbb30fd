"""The schema as text, the way it is published."""

from graphql import print_schema

HEAD = "# Printed from the code by `manage.py export_schema`; the checks compare it.\n\n"


def printed_schema() -> str:
    """What graphql/schema.graphql must hold."""
    from .schema import schema

    return HEAD + print_schema(schema.graphql_schema) + "\n"
