"""How personas look: one style for cards, the whole view and the comparison."""

from __future__ import annotations

from collections.abc import Sequence

from segmentation.palette import ground, segment_color
from segmentation.personas import PersonaCard

STYLE = """
.persona{container-type:inline-size;color:var(--ink);font-size:.9375rem;line-height:1.45}
.persona p,.persona ul,.persona dl,.persona dd,.persona dt,.persona h2,.persona h3{
 margin:0;padding:0;letter-spacing:0;color:inherit}
.persona .muted{color:var(--muted)}
.persona h2,.persona h3,.persona p,.persona li,.persona span,.persona b{unicode-bidi:isolate}
.persona-head{display:flex;gap:.75rem;align-items:center;min-height:6.5rem}
.persona-head img{margin:.3125rem;width:5.5rem;height:5.5rem;flex:none;border-radius:50%;
 box-shadow:0 0 0 3px var(--ground),0 0 0 5px var(--color)}
.persona-head>div{min-width:0}
.persona-head h2{font-size:1.1875rem;line-height:1.25;font-weight:650;overflow-wrap:anywhere;
 text-wrap:balance}
.persona-head h2.long{font-size:1rem}
.persona-head p span{display:inline-block}
.persona-head p{font-size:.875rem;line-height:1.4;margin-top:.25rem;overflow-wrap:anywhere}
.persona-numbers{display:grid;grid-template-columns:.8fr 1.2fr 1.15fr;gap:0 .75rem;
 margin-top:1rem!important;padding:.75rem 0!important;
 border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.persona-numbers>div{min-width:0}
.persona-numbers dt{font-size:.8125rem;font-weight:400}
.persona-numbers .value{font-size:1.4375rem;line-height:1.3;font-weight:600;
 font-variant-numeric:tabular-nums;white-space:nowrap}
.persona-numbers.tight .value{font-size:1.125rem;line-height:1.66}
.persona-numbers.tiny .value{font-size:.9375rem;line-height:1.99}
.persona-numbers .note{font-size:.8125rem}
.persona p.persona-sure{font-size:.8125rem;margin-top:.5rem}
.persona-bars{margin-top:.75rem}
.persona-bar{display:grid;grid-template-columns:8rem 1fr 7.5rem;gap:.75rem;align-items:center;
 padding:.25rem 0;font-size:.875rem;line-height:1.3}
.persona-bar>:last-child{text-align:right;font-variant-numeric:tabular-nums}
.persona-bar b{font-weight:600}
.persona-bar span{display:block;overflow-wrap:anywhere}
.persona-bar .muted{font-size:.8125rem}
.persona-track{position:relative;height:1.25rem}
.persona-track i{position:absolute;display:block}
.persona-track .rail{left:0;right:0;top:.4375rem;height:.375rem;border-radius:.25rem;
 background:var(--rail)}
.persona-track .fill{top:.4375rem;height:.375rem;background:var(--color)}
.persona-track .middle{left:calc(50% - 1px);top:0;width:2px;height:1.25rem;background:var(--ink)}
.persona-track .dot{top:.1875rem;width:.875rem;height:.875rem;margin-left:-.4375rem;
 border-radius:50%;background:var(--color);box-shadow:0 0 0 2px var(--ground)}
.persona h3{font-size:.8125rem;line-height:1.4;font-weight:600;color:var(--muted);
 margin-bottom:.125rem}
.persona-part{padding-top:.75rem;margin-top:.75rem;border-top:1px solid var(--line)}
.persona-part ul{list-style:none}
.persona-part li{margin:0 0 .5rem;padding:0;font-size:.9375rem;overflow-wrap:anywhere;
 text-wrap:pretty}
.persona-part li:last-child{margin-bottom:0}
.persona-part.facts li{font-size:.875rem;margin-bottom:.125rem}
.persona-part small{display:flex;flex-wrap:wrap;align-items:center;gap:.125rem .5rem;
 font-size:.8125rem;line-height:1.5}
.persona-basis{display:inline-block;white-space:nowrap;font-size:.75rem;line-height:1.25;
 padding:.0625rem .4375rem;border-radius:1rem;border:1px solid var(--muted)}
.persona-basis.calculated{background:var(--tint);border-color:transparent;color:var(--ink)}
.persona-basis.rule_of_thumb{border-style:dashed}
.persona p.motto{font-style:italic;color:var(--ink);font-size:.9375rem}
.persona-next li{padding-left:1.25rem!important;position:relative}
.persona-next li::before{content:"";position:absolute;left:0;top:.45em;width:.5rem;height:.5rem;
 border-radius:50%;background:var(--color)}
.persona-next b{font-weight:600}
.persona-hero{display:grid;grid-template-columns:minmax(15rem,5fr) 9fr;gap:1.5rem 2.5rem;
 align-items:stretch}
.persona-who{display:flex;flex-direction:column;justify-content:center;align-items:center;
 background:var(--tint);border-radius:.5rem;padding:1.5rem 1.25rem;text-align:center;
 overflow-wrap:anywhere}
.persona-who img{width:10rem;height:10rem;border-radius:50%;
 box-shadow:0 0 0 4px var(--ground),0 0 0 7px var(--color)}
.persona-who h2{font-size:1.5rem;line-height:1.25;font-weight:650;margin-top:1rem!important;
 text-wrap:balance}
.persona-who p{margin-top:.375rem!important;text-wrap:balance}
.persona-who p.muted{color:var(--ink)}
.persona-typical{font-size:1.0625rem;line-height:1.5;text-wrap:pretty;margin-bottom:1rem!important}
.persona-hero .persona-numbers{margin-top:0!important;border-top:0;padding-top:0!important}
.persona h4{margin:0;padding:0;letter-spacing:0;font-weight:600}
.persona-group h4,.persona-pair h3{font-size:1rem;line-height:1.4;color:var(--ink);
 margin-bottom:.375rem!important}
.persona-group ul,.persona-own ul{list-style:none}
.persona-group li,.persona-own li{margin:0 0 .75rem;padding:0;font-size:.9375rem;
 overflow-wrap:anywhere;text-wrap:pretty}
.persona-group li:last-child,.persona-own li:last-child{margin-bottom:0}
.persona-group small{display:flex;flex-wrap:wrap;align-items:center;gap:.125rem .5rem;
 font-size:.8125rem;line-height:1.5}
.persona p.persona-series{font-size:.8125rem;margin-top:.75rem}
.persona-own{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1rem 2rem}
.persona-own h3{color:var(--ink);font-size:.9375rem}
.persona-own p,.persona-own li{white-space:pre-line;overflow-wrap:anywhere}
.persona-own li{padding-left:1.5rem!important;position:relative;margin-bottom:.25rem}
.persona-own li::before{position:absolute;left:0;content:"✓" / "";font-weight:700}
.persona-own .dont li::before{content:"✕" / ""}
.persona-side{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem;align-items:start}
.persona-side>*{min-width:0;overflow-wrap:anywhere}
.persona-pair>.persona-side{padding:.25rem 0}
.persona-pair h3{margin-top:.75rem!important;padding-top:.75rem!important;
 border-top:1px solid var(--line);font-weight:650}
.persona-pair .value{font-size:1.25rem;font-weight:600;line-height:1.4;
 font-variant-numeric:tabular-nums}
.persona-pair ul{list-style:none}
.persona-pair li{margin:0 0 .375rem;padding:0;font-size:.9375rem;text-wrap:pretty}
.persona-pair .label,.persona-pair .note{font-size:.8125rem;color:var(--muted)}
.persona-pair .persona-trio{display:grid;grid-template-columns:.8fr 1.2fr 1.15fr;gap:.5rem .75rem}
.persona-pair .whose{display:none;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;
 font-size:.8125rem;font-weight:600;padding-left:.5rem!important;
 border-left:.25rem solid var(--color)}
.persona-pair .edge{border-top:4px solid var(--color);padding-top:.75rem;border-radius:2px}
.persona-pair .persona-bar{grid-template-columns:minmax(4rem,6rem) 1fr 6rem}
@container (max-width:44rem){
 .persona-hero{grid-template-columns:1fr}
 .persona-who img{width:8rem;height:8rem}
 .persona-side{gap:0 1rem}
 .persona-pair .persona-trio{grid-template-columns:1fr}
 .persona-side.text{grid-template-columns:1fr;gap:.75rem}
 .persona-pair .persona-side.text .whose{display:block;margin-bottom:.25rem!important}
 .persona-pair .persona-bar{grid-template-columns:1fr;gap:.125rem}
 .persona-pair .persona-bar>:last-child{text-align:left}
 .persona-pair .persona-head{flex-direction:column;align-items:flex-start;gap:.5rem}
 .persona-pair .persona-head img{width:4rem;height:4rem}
}
@container (max-width:25rem){
 .persona-numbers{gap:0 .5rem}
 .persona-numbers .value{font-size:1.1875rem;line-height:1.57}
 .persona-numbers.tight .value{font-size:1rem;line-height:1.87}
 .persona-numbers.tiny .value{font-size:.8125rem;line-height:2.3}
 .persona-bar{grid-template-columns:6.25rem 1fr 6.5rem;gap:.625rem}
}
"""


def variables(slot: int, dark: bool) -> str:
    """The colors of a persona as the value of a ``style`` attribute."""
    inks = ground(dark)
    colors = {
        "color": segment_color(slot, dark),
        "ground": inks.background,
        "ink": inks.text,
        "muted": "#A9B5AF" if dark else "#55625D",
        "line": inks.border,
        "rail": inks.border,
        "tint": "#2A3B35" if dark else "#E1EDE8",
    }
    return ";".join(f"--{name}:{color}" for name, color in colors.items())


def top_edges(cards: Sequence[PersonaCard], dark: bool) -> str:
    """The colored upper edge of each box of a persona."""
    return "".join(
        f".st-key-persona-{card.segment_id}"
        f"{{border-top:4px solid {segment_color(card.color, dark)}!important}}"
        for card in cards
        if card.segment_id.isalnum()
    )
