"""What names a group of savoirs: never a part of it for the whole."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mc_builder.loading import load
from mc_builder.model.blocs import Bloc
from mc_builder.names import Names
from mc_builder.source.tree import Folder
from projet_complet import CYCLES

PROJET = load(Folder(CYCLES)).projet
assert PROJET is not None
_WORDS = st.sampled_from(["Batterie", "Moteur", "Capteurs", "Freins", "Roues"])
_GROUP = st.fixed_dictionaries(
    {
        "famille": st.sampled_from(["Techniques", "Juridiques"]),
        "liste": st.lists(_WORDS, min_size=1, max_size=4, unique=True),
    },
    optional={"intitule": st.just("Les transmissions")},
)


@given(st.lists(_GROUP, max_size=5))
def test_a_group_is_named_by_its_title_its_family_or_all_its_items(groups: list[dict]) -> None:
    bloc = Bloc.model_validate(
        {"intitule": "Le bloc", "pole": "p", "competences": [], "savoirs": groups}
    )
    projet = replace(PROJET, blocs=(bloc,))
    for rank, savoir in enumerate(bloc.savoirs):
        savoir.name_it(f"savoir-{rank}")
    families = [group["famille"] for group in groups]
    for group, savoir in zip(groups, bloc.savoirs, strict=True):
        titre = str(Names(projet)[savoir.cle].titre)
        if "intitule" in group:
            assert titre == group["intitule"]
        elif families.count(group["famille"]) == 1:
            assert titre == group["famille"]
        else:
            assert titre.split(" ; ") == group["liste"]
