"""Pasted: what web pages and word processors put on the clipboard, in small."""

#: Does it: `editor.evaluate(PASTE, {"text/html": …})`.
PASTE = """(editor, kinds) => {
  const data = new DataTransfer()
  for (const [kind, words] of Object.entries(kinds)) data.setData(kind, words)
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""

ARTICLE = """
<meta charset="utf-8"><article style="color: rgb(17, 17, 17); font-family: Georgia">
<nav><a href="/">Home</a></nav>
<h1 class="headline">Strikes on Idlib</h1>
<div class="lede"><p style="margin: 0">Russian jets <b style="font-weight: 700">struck</b> on
<a href="https://example.org/a" onclick="steal()" style="color: red">Tuesday</a>.</p></div>
<h2>What is known</h2>
<ul class="list"><li><p>Four villages</p></li><li>Two hospitals</li></ul>
<blockquote>“We saw it,” he said.</blockquote>
<h5>Background</h5>
<p>The <i>third</i> such raid. <img src="https://example.org/tracker.gif" onerror="steal()"></p>
<script>steal()</script><button aria-hidden="true">Share</button>
</article>
"""

#: As Word 2016 writes it: lists are paragraphs with a level in their style and the bullet as text.
WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal { margin: 0 } --></style></head>
<body lang=EN-GB><!--StartFragment-->
<h1>Report<o:p></o:p></h1>
<p class=MsoNormal><span style='font-family:"Calibri",sans-serif'>Seen by <b>two</b> witnesses:<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span>
</span></span><![endif]>a convoy<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>of tanks<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span></span><![endif]>a plane<o:p></o:p></p>
<p class=MsoNormal>The end.<o:p></o:p></p>
<!--EndFragment--></body></html>
"""

#: As Google Docs writes it: emphasis is style, and all of it lies in a <b> that is not bold.
DOCS = """
<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38"><span
style="font-size:11pt;font-weight:700;font-style:normal">Bold</span><span style="font-weight:400;font-style:italic">
and italic</span></p></b>
"""
