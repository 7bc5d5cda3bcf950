"""What Word puts on the clipboard: the shape of its web page and of its RTF, with words of our own."""

import base64
import io

from PIL import Image


def png(width: int = 40, height: int = 20) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#1a5f3c").save(stream, "PNG")
    return stream.getvalue()


def rtf_with(picture: bytes) -> str:
    """Word's RTF: the picture, its properties in groups within, and the copy for old programs that must not count."""
    return (
        r"{\rtf1\ansi{\*\shppict{\pict{\*\picprop\shplid1025{\sp{\sn shapeType}{\sv 75}}}\picscalex100\pngblip"
        r"\bliptag-1213{\*\blipuid b7a0f5}"
        + "\n"
        + picture.hex()
        + r"}}{\nonshppict{\pict\wmetafile8 "
        + "0100" * 30
        + "}}}"
    )


DATA_PICTURE = f"data:image/png;base64,{base64.b64encode(png()).decode()}"

WORD_PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {mso-style-parent:""; margin:0in} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=VI style='tab-interval:.5in'><!--StartFragment-->
<h1><span style='font-family:"Times New Roman"'>Kết quả <b>quý III</b><o:p></o:p></span></h1>
<p class=MsoNormal style='margin-top:6.0pt'><b><span style='font-size:14.0pt;font-family:".VnTime"'>C¶i c¸ch hµnh
chÝnh<o:p></o:p></span></b><span style='font-family:Calibri;color:red'> năm 2026</span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Một cửa</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span></span><![endif]>Một cửa
liên thông</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>a)<span>&nbsp;
</span></span><![endif]>Theo <a href="https://soctrang.gov.vn/?a=1&amp;b=2">kế hoạch</a> &lt;2026&gt;</p>
<p class=MsoCaption>Bảng 1. Hồ sơ</p>
<table class=MsoTableGrid border=1 style='mso-yfti-tbllook:1184'><tr><td rowspan=2><p class=MsoNormal>Đơn vị<o:p></o:p></p></td>
<td colspan=2><p class=MsoNormal align=center>Hồ sơ</p></td></tr><tr><td><p>Nhận</p></td><td><p>Trả</p></td></tr>
<tr><td><p>Sở Y tế</p></td><td><p>1.200</p></td><td><p>1.180</p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="p1"><v:imagedata src="file:///C:/clip_image001.png"/></v:shape><![endif]-->
<![if !vml]><img width=40 height=20 src="file:///C:/Users/cb/clip_image002.png" alt="image 1" v:shapes="p1"><![endif]></p>
<script>window.isRun = true</script><p class=MsoNormal onclick="x()">Hết.<span style='display:none'>ẩn</span></p>
<!--EndFragment--></body></html>"""
