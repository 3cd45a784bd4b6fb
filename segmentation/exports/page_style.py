"""The style of the printable page: A4 on paper, one column on a phone, always a light ground."""

from segmentation.palette import LIGHT_GROUND

MARGIN_MM = 11
PAPER_WIDTH_MM, PAPER_HEIGHT_MM = 210 - 2 * MARGIN_MM, 297 - 2 * MARGIN_MM

STYLE = (
    f":root{{--ink:{LIGHT_GROUND.text};--muted:#55625D;--line:{LIGHT_GROUND.border};"
    "--all:#8B9892;color-scheme:light}"
    f"@page{{size:A4;margin:{MARGIN_MM}mm}}"
    """
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-text-size-adjust:100%}
body{font:16px/1.4 Arial,"Helvetica Neue","Liberation Sans",sans-serif;color:var(--ink);
 background:#fff;overflow-wrap:anywhere}
.sheet{max-width:50rem;margin:0 auto;padding:1.5em 1rem 2em;border-bottom:1px solid var(--line)}
h1{font-size:1.75em;line-height:1.2;text-wrap:balance}
h2{font-size:1.6em;line-height:1.2;text-wrap:balance}
h3{font-size:1em;line-height:1.3;margin-bottom:.2em;color:var(--color,inherit)}
p+p,li+li{margin-top:.3em}
ul{list-style:none}
.muted{color:var(--muted)}
.head{display:flex;gap:1em;align-items:center}
.head img{width:5.5em;height:5.5em;flex:none}
.head>div{min-width:0}
.motto{font-style:italic;font-size:1.1em;margin-top:.2em}
.figures{display:flex;flex-wrap:wrap;gap:.4em 2em;margin:.8em 0;padding:.5em 0;
 border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.figures div{flex:1 1 8em}
.figures dt,.figures .note{font-size:.8125em;color:var(--muted)}
.figures dd{font-size:1.5em;line-height:1.25;font-weight:700}
.figures .note{font-weight:400;line-height:1.4}
.part{margin-bottom:.75em;break-inside:avoid}
.reason{font-size:.8em;line-height:1.35;color:var(--muted)}
.bars{width:100%;table-layout:fixed;border-collapse:collapse;font-size:.875em;line-height:1.25}
.bars th{text-align:left;font-weight:400;width:36%;padding:.15em .6em .15em 0}
.bars td{padding:.15em 0;vertical-align:middle}
.bars td:last-child{width:24%;padding-left:.6em;font-variant-numeric:tabular-nums}
.bars svg{display:block;width:100%;height:1.1em}
.columns{width:100%;table-layout:fixed;border-collapse:collapse;font-size:.7em;line-height:1.2;
 text-align:center;font-variant-numeric:tabular-nums}
.columns th{font-weight:400}
.columns td{overflow-wrap:normal;white-space:nowrap}
.columns svg{display:block;width:100%;height:4.5em}
.key{font-size:.8em;color:var(--muted);margin-top:.3em}
.key svg{width:.7em;height:.7em;margin:0 .3em 0 .8em}
.key svg:first-child{margin-left:0}
.cover h1{margin-bottom:.4em}
.cover .bars{margin:1.5em 0 .5em;font-size:1em}
.cover .method{margin-top:2em}
.cover .method h2{font-size:1.1em;margin-bottom:.4em}
@media print{
 .sheet{max-width:none;padding:0;border:0;break-after:page}
 .sheet:last-child{break-after:auto}
 .body{columns:2;column-gap:8mm}
 .screen{display:none}
}
@media screen and (min-width:50rem){.body{columns:2;column-gap:2rem}}
"""
)
