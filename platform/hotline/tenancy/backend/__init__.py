"""Django's database backend of the house (named in DATABASES as ``hotline.tenancy.backend``)."""
