"""The look of presenting: the whole window, letters for the last row, light or dark."""

STYLE = """
[data-testid="stSidebar"],[data-testid="stHeader"],[data-testid="stExpandSidebarButton"],
[data-testid="stSidebarCollapsedControl"]{display:none!important}
[data-testid="stMainBlockContainer"].block-container{max-width:none;padding:0 3vw 5rem}
.st-key-presenting-buttons{position:fixed;left:0;right:0;bottom:0;z-index:9;
 padding:.5rem 3vw;background:var(--ground-of-slides)}
[class*="st-key-presenting-key-"]{display:none!important}
.slide{color:var(--ink);font-size:clamp(1rem,var(--letters),4rem);line-height:1.35;
 padding:2vh 0 1vh;overflow-wrap:anywhere}
.slide p,.slide ul,.slide dl,.slide dd,.slide dt,.slide h1,.slide h2{
 margin:0;padding:0;letter-spacing:0;color:inherit;font-size:1em;line-height:1.35}
.slide .muted{color:var(--muted)}
.slide h1{font-size:1.9em;line-height:1.15;font-weight:700;text-wrap:balance}
.slide h1.long{font-size:1.4em}
.slide>h1{margin-bottom:.4em}
.slide h2{font-weight:700;color:var(--head);margin-bottom:.15em}
.slide-head{display:flex;gap:1.2em;align-items:center;margin-bottom:.6em}
.slide-head img{width:5em;height:5em;flex:none}
.slide-head>div{min-width:0}
.slide-head .motto{font-style:italic}
.slide-columns{display:grid;grid-template-columns:1fr 1fr;gap:.5em 2.5em}
.slide-columns>div{min-width:0}
.slide .slide-part{margin-bottom:.8em}
.slide-part ul{list-style:none}
.slide-part li{margin:0 0 .4em;padding:0;font-size:1em}
.slide-part li p{color:var(--muted)}
.slide-figures{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:.2em 1.5em;
 margin-bottom:.6em!important;padding:.4em 0!important;
 border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.slide-figures dt{font-weight:400}
.slide-figures .value{font-size:1.6em;line-height:1.2;font-weight:700;
 font-variant-numeric:tabular-nums}
.slide-bar{display:grid;grid-template-columns:8em 1fr 7em;gap:.6em;align-items:center;
 padding:.2em 0;line-height:1.2}
.slide-bar>:last-child{font-variant-numeric:tabular-nums}
.slide-track{position:relative;height:1.2em}
.slide-track i{position:absolute;display:block}
.slide-track .rail{left:0;right:0;top:.4em;height:.4em;background:var(--line);border-radius:.2em}
.slide-track .fill{top:.4em;height:.4em;background:var(--color)}
.slide-track .middle{left:calc(50% - .07em);top:0;width:.14em;height:1.2em;background:var(--ink)}
.slide-shares{margin:1em 0 .5em}
.slide-share{display:grid;grid-template-columns:30% 1fr;gap:1em;align-items:center;padding:.3em 0;
 line-height:1.2}
.slide-share div div{display:flex;gap:.5em;align-items:center}
.slide-share i{display:block;height:.8em;flex:none;max-width:80%}
.slide-key i{display:inline-block;width:.7em;height:.7em;margin:0 .3em 0 0}
.slide-key span{margin-right:1.5em}
@media (max-width:50rem){
 .slide h1{font-size:1.5em}
 .slide h1.long{font-size:1.2em}
 .slide-head img{width:4em;height:4em}
 .slide-columns{grid-template-columns:minmax(0,1fr)}
 .slide-figures{gap:.2em .5em}
 .slide-figures .value{font-size:1.1em}
 .slide-bar{grid-template-columns:6em 1fr 6.5em}
 .slide-share{grid-template-columns:minmax(0,1fr);gap:.1em}
}
"""
