"""How the groups are computed, for whoever wants to know; here the words of the trade may stand."""

from __future__ import annotations

import streamlit as st

from segmentation.language import Language, mark
from segmentation.segments.clusters import K_MEANS, MIXTURE

_WAYS = {
    MIXTURE: mark(
        "A mixture of groups that nobody sees (latent classes) is fitted to your data: numbers as "
        "bell curves, categories and interests as shares, and what is missing says nothing. The "
        "number of groups is the one with the highest integrated completed likelihood; one group "
        "is allowed, and then none are claimed. How sure a customer’s group is, is its "
        "probability in the mixture."
    ),
    K_MEANS: mark(
        "Each choice becomes numbers of about equal say: amounts of which a few customers make "
        "most by how many times larger they are, then all compared with the average; "
        "categories as yes or no. K-means then puts customers with close numbers together. Without "
        "your word the number of groups is the one whose groups are best separated "
        "(silhouette) and explain most beyond chance."
    ),
}
_REST = mark(
    "Rules are short conditions that catch as many of a group and as few others as possible. "
    "Re-runs draw customers at random with repetition and group them anew; a group came back if "
    "one of the new ones is mostly the same (Jaccard)."
)


def draw_explanation(method: str, language: Language) -> None:
    """The fold at the end of the page."""
    with st.expander(language.tr("How this is computed")):
        st.markdown(language.tr(_WAYS[method]))
        st.markdown(language.tr(_REST))
