"""The schema itself: printed as published, every field guarded, every message in three languages."""

import graphene
import pytest

from hotline.kernel.permissions import Permission
from hotline_api.core.errors import LOCALES, catalogue
from hotline_api.core.mutation import Mutation
from hotline_api.core.permissions import PUBLIC, Field, GuardedType, PermissionMissing
from hotline_api.printed import printed_schema
from hotline_api.schema import MUTATIONS, schema
from tenants.local.cases.rules import CaseState


def test_given_the_published_schema_when_printed_anew_then_equal(settings) -> None:
    assert (settings.BASE_DIR / "graphql" / "schema.graphql").read_text(encoding="utf-8") == printed_schema()


def test_given_every_object_type_when_looked_at_then_each_field_declares_its_permission() -> None:
    silent = [
        f"{name}.{field}"
        for name, type_ in schema.graphql_schema.type_map.items()
        if hasattr(type_, "graphene_type") and issubclass(type_.graphene_type, graphene.ObjectType)
        for field, declared in type_.graphene_type._meta.fields.items()
        if getattr(declared, "permission", None) is None
    ]
    assert silent == []


def test_given_only_signing_in_and_out_and_the_sign_in_page_when_listed_then_nothing_else_is_public() -> None:
    roots = (schema.graphql_schema.query_type, schema.graphql_schema.mutation_type)
    public = {
        name
        for root in (*roots, schema.graphql_schema.subscription_type)
        for name, field in root.graphene_type._meta.fields.items()
        if field.permission is PUBLIC
    }
    assert public == {"viewer", "demo_accounts", "sign_in", "sign_out"}


def test_given_a_field_without_permission_when_declared_then_the_import_fails() -> None:
    with pytest.raises(PermissionMissing, match=r"Planted\.secret"):

        class Planted(GuardedType):
            secret = graphene.String()

    with pytest.raises(PermissionMissing, match=r"Root\.door"):
        type("Root", (GuardedType,), {"door": Field(graphene.String, resolver=lambda *_: "open")})


def test_given_a_mutation_without_permission_when_declared_then_the_import_fails() -> None:
    with pytest.raises(TypeError, match="permission"):

        class Planted(Mutation, gives={}, refusals=()):
            pass


def test_given_a_type_default_when_a_field_has_its_own_then_that_one_counts() -> None:
    class Both(GuardedType):
        class Meta:
            permission = Permission.CASE_VIEW

        plain = graphene.String()
        own = Field(graphene.String, permission=PUBLIC)

    assert Both._meta.fields["plain"].permission is Permission.CASE_VIEW
    assert Both._meta.fields["own"].permission is PUBLIC


@pytest.mark.parametrize("locale", LOCALES)
def test_given_every_code_when_looked_up_then_there_is_a_message(locale: str) -> None:
    codes = {code for mutation in MUTATIONS for code in mutation.codes}
    codes |= {f"STATE_{state}" for state in CaseState}
    codes |= {"ERROR", "INTERNAL", "UNAUTHENTICATED", "FORBIDDEN"}
    assert sorted(codes - catalogue(locale).keys()) == []


def test_given_three_catalogues_when_compared_then_the_same_codes() -> None:
    assert catalogue("zh-Hans").keys() == catalogue("zh-Hant").keys() == catalogue("en").keys()
