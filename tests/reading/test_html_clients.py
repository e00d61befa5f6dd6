"""How mail programs write answers and forwards in HTML: what is new, what is history, what is a signature. One case a program."""

import pytest

from mailbot.core.message import Address
from mailbot.core.reading.history.reply_text import Divided, divide_text
from mailbot.core.reading.html.markup import html_to_text
from mailbot.core.reading.limits import Defects, Limits

NEW = "Thank you, we will send two maps on Monday."
OLD = "How many maps do you need?"
SENDER = Address("Amina Diallo", "amina@field.example")
ON = 'On Mon, Jan 5, 2026 at 4:45 PM Help Desk &lt;<a href="mailto:desk@desk.example">desk@desk.example</a>&gt; wrote:'
OUTLOOK = (
    "<b>From:</b> Help Desk &lt;desk@desk.example&gt;<br><b>Sent:</b> Monday, January 5, 2026 4:45 PM<br>"
    "<b>To:</b> Amina Diallo &lt;amina@field.example&gt;<br><b>Subject:</b> Maps"
)
PASSED_ON = (
    "From: Health Post &lt;post@clinic.example&gt;<br>Date: Mon, Jan 5, 2026 at 4:45 PM<br>Subject: Water in the well<br>"
    "To: Amina Diallo &lt;amina@field.example&gt;<br>"
)


def divide(html: str, subject: str = "Re: Maps") -> Divided:
    return divide_text(html_to_text(html, Limits(), Defects()), SENDER, subject)


REPLIES = {
    "Gmail": (
        f'<div dir="ltr">{NEW}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{ON}'
        '<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
        f'padding-left:1ex"><div dir="ltr">{OLD}</div></blockquote></div>'
    ),
    "Gmail in a language that we do not know": (
        f'<div dir="ltr">{NEW}</div><div class="gmail_quote"><div class="gmail_attr">Ar Lun 5 Gen 2026, skrivas Help Desk (x@y):'
        f'<br></div><blockquote class="gmail_quote">{OLD}<br>{OLD}</blockquote></div>'
    ),
    "Gmail, of old": (
        f'{NEW}<br><br><div class="gmail_quote">On Mon, Jan 5, 2026 at 4:45 PM, Help Desk '
        f'<span dir="ltr">&lt;desk@desk.example&gt;</span> wrote:<br><blockquote class="gmail_quote">{OLD}</blockquote></div>'
    ),
    "Gmail, answered below": (
        f'<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">{ON}<br></div>'
        f'<blockquote class="gmail_quote">{OLD}</blockquote><div><br></div><div>{NEW}</div></div></div>'
    ),
    "Gmail quoted by Outlook": (
        f'<div>{NEW}</div><div class="x_gmail_quote"><div class="x_gmail_attr">{ON}</div>'
        f'<blockquote class="x_gmail_quote">{OLD}</blockquote></div>'
    ),
    "Outlook": (
        f"<div class=WordSection1><p class=MsoNormal>{NEW}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>"
        f"{OUTLOOK}<o:p></o:p></p></div><p class=MsoNormal>{OLD}<o:p></o:p></p></div>"
    ),
    "Outlook rewritten by a web mail": (
        f'<p>{NEW}</p><div style="border-right:none;border-bottom:none;border-left:none;border-top:1pt solid rgb(225, 225, 225);'
        f'padding:3pt 0cm 0cm"><p>{OUTLOOK}</p></div><p>{OLD}</p>'
    ),
    "Outlook 2003": (
        f"<FONT face=Arial size=2>{NEW}</FONT><BLOCKQUOTE style='PADDING-LEFT:5px;BORDER-LEFT:#0000ff 2px solid'>"
        f"<DIV class=OutlookMessageHeader><HR><B>From:</B> Help Desk [mailto:desk@desk.example]<BR><B>Sent:</B> 05 January 2026"
        f" 16:45<BR><B>To:</B> Amina<BR><B>Subject:</B> Maps<BR></DIV><DIV>{OLD}</DIV></BLOCKQUOTE>"
    ),
    "Outlook on the web": (
        f'<div class="elementToProof">{NEW}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">{OUTLOOK}</font><div>&nbsp;</div></div><div>{OLD}</div>'
    ),
    "Outlook on the web, of old": (
        f'<div>{NEW}</div><hr tabindex="-1" id="stopSpelling"><div id="x_divRplyFwdMsg">{OUTLOOK}</div><div>{OLD}</div>'
    ),
    "Outlook, mobile": (
        f'<div>{NEW}</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.example/x">Outlook for iOS</a></div>'
        '<div id="mail-editor-reference-message-container"><hr style="display:inline-block;width:98%">'
        f'<div class="ms-outlook-mobile-reference-message skipProofing">{OUTLOOK}<br></div><div>{OLD}</div></div>'
    ),
    "Outlook for Mac": (
        f'<div>{NEW}</div><span id="OLK_SRC_BODY_SECTION"><div style="border-top:#b5c4df 1pt solid;padding-top:3pt">'
        f"<span>From: </span>Help Desk &lt;desk@desk.example&gt;<br><span>Date: </span>Monday, 5 January 2026 16:45<br>"
        f"<span>To: </span>Amina<br><span>Subject: </span>Maps<br></div><div>{OLD}</div></span>"
    ),
    "Windows Mail": (
        f'<div data-externalstyle="false">{NEW}</div><div data-signatureblock="true"><div>Sent from Windows Mail</div></div>'
        f'<div style="padding-top:5px;border-top-color:rgb(229, 229, '
        f'229);border-top-width:1px;border-top-style:solid">{OUTLOOK}</div>'
        f"<div>{OLD}</div>"
    ),
    "Apple Mail": (
        f'<div>{NEW}</div><div><br><blockquote type="cite"><div>On 5 Jan 2026, at 16:45, Help Desk '
        "&lt;desk@desk.example&gt; wrote:"
        f'</div><br class="Apple-interchange-newline"><div>{OLD}</div></blockquote></div>'
    ),
    "Apple Mail, mobile": (
        f'<div dir="ltr">{NEW}</div><div dir="ltr"><br><div id="AppleMailSignature">Sent from my iPhone</div></div>'
        f'<div dir="ltr"><br><blockquote type="cite">{ON}<br><br></blockquote></div><blockquote type="cite"><div>{OLD}'
        "</div></blockquote>"
    ),
    "Thunderbird": (
        f'<p>{NEW}</p><p><br></p><div class="moz-cite-prefix">On 05/01/2026 16:45, Help Desk wrote:<br></div>'
        f'<blockquote type="cite" cite="mid:1@desk.example"><p>{OLD}</p></blockquote>'
    ),
    "Thunderbird, answered below": (
        '<div class="moz-cite-prefix">On 05/01/2026 16:45, Help Desk wrote:<br></div>'
        f'<blockquote type="cite" cite="mid:1@desk.example"><p>{OLD}</p></blockquote><p>{NEW}</p>'
        '<div class="moz-signature">-- <br>Amina Diallo<br>Field office</div>'
    ),
    "Yahoo": (
        f'<div class="ydp1a2b3cyahoo-style-wrap"><div dir="ltr" data-setdir="false">{NEW}</div></div>'
        f'<div id="ydp4d5e6fyahoo_quoted_123" class="ydp4d5e6fyahoo_quoted"><div><div>{ON}</div><div><br></div>'
        f'<div><div id="ydp9yiv123">{OLD}</div></div></div></div>'
    ),
    "Yahoo of old": (
        f'<div>{NEW}</div><div class="qtdSeparateBR"><br></div><div class="yahoo_quoted"><div>Help Desk '
        "&lt;desk@desk.example&gt; "
        f"schrieb am 16:45 Montag, 5.Januar 2026:<br></div><div>{OLD}</div></div>"
    ),
    "AOL": (
        f'<div>{NEW}</div><div id="yiv1">-----Original Message-----<br>From: Help Desk &lt;desk@desk.example&gt;'
        "<br>To: amina &lt;amina@"
        f"field.example&gt;<br>Sent: Mon, Jan 5, 2026 4:45 pm<br>Subject: Maps<br><br><div>{OLD}</div></div>"
    ),
    "Proton": (
        f'<div>{NEW}</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with '
        f'<a href="https://proton.example/">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">'
        f"On Monday, January 5th, 2026 at 16:45, Help Desk &lt;desk@desk.example&gt; wrote:<br>"
        f'<blockquote class="protonmail_quote" type="cite"><div>{OLD}</div></blockquote></div>'
    ),
    "Tuta": (
        f"<div>{NEW}</div><div><br>-- <br>Sent with Tuta</div><div>5 Jan 2026, 16:45 by desk@desk.example:<br></div>"
        f'<blockquote class="tutanota_quote"><div>{OLD}</div></blockquote>'
    ),
    "Zimbra": (
        f'<div><div>{NEW}</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">'
        '<b>From: </b>"Help Desk" &lt;desk@desk.example&gt;<br><b>To: </b>"Amina"<br><b>Sent: </b>Monday, January 5, '
        "2026 4:45:00 PM"
        f'<br><b>Subject: </b>Maps<br></div><div data-marker="__QUOTED_TEXT__">{OLD}</div></div>'
    ),
    "GMX and web.de": (
        f'<div>{NEW}</div><div name="quote" style="margin:10px 5px 5px 10px;padding:10px 0;border-left:2px solid #C3D9E5">'
        '<div style="margin:0 0 10px 0"><b>Gesendet:</b> Montag, 05. Januar 2026 um 16:45 Uhr<br><b>Von:</b> "Help Desk" '
        "&lt;desk@desk.example&gt;<br><b>An:</b> amina@field.example<br><b>Betreff:</b> Maps</div>"
        f'<div name="quoted-content">{OLD}</div></div>'
    ),
    "Mail.ru": (
        f'<div>{NEW}</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 '
        '10px">Понедельник, 5 января 2026,'
        f' 16:45 +03:00 от Help Desk &lt;desk@desk.example&gt;:<br><div class="js-helper">{OLD}</div></blockquote>'
    ),
    "Yandex": (
        f'<div>{NEW}</div><div><br></div><div>05.01.2026, 16:45, "Help Desk" &lt;desk@desk.example&gt;:</div>'
        f"<blockquote><div>{OLD}</div></blockquote>"
    ),
    "Zoho": (
        f'<div>{NEW}</div><div class="zmail_extra" style="border:0"><div><br></div>---- On Mon, 05 Jan 2026 16:45:00 +0300 <b>'
        f'Help Desk &lt;desk@desk.example&gt;</b> wrote ---<br></div><blockquote class="zmail_extra">{OLD}</blockquote>'
    ),
    "Spark": (
        f'<div name="messageBodySection"><div>{NEW}</div></div><div name="messageSignatureSection"><br>Sent from Spark</div>'
        f'<div name="messageReplySection">On 5 Jan 2026, 16:45 +0100, Help Desk &lt;desk@desk.example&gt;, wrote:<br>'
        f'<blockquote type="cite" class="spark_quote">{OLD}</blockquote></div>'
    ),
    "Superhuman": (
        f'<div>{NEW}</div><div class="sh-signature"><br>Sent via Superhuman</div><br><div class="gmail_quote">'
        f'{ON}<br><blockquote class="gmail_quote">{OLD}</blockquote></div>'
    ),
    "Front": (
        f'<div>{NEW}</div><div class="front-signature">Amina</div><blockquote type="cite" class="front-blockquote">'
        f"On January 5, 2026 at 4:45 PM, Help Desk (desk@desk.example) wrote:<br>{OLD}</blockquote>"
    ),
    "Missive": (
        f'<div>{NEW}</div><div class="missive_quote">{ON}<br><blockquote class="missive_quote" type="cite">{OLD}'
        "</blockquote></div>"
    ),
    "HEY": (
        f'<div class="trix-content">{NEW}</div><br>{ON}<blockquote style="border-left:2px solid '
        f'#ccc;padding-left:1em">{OLD}</blockquote>'
    ),
    "eM Client": (
        f'<div>{NEW}</div><div>------ Original Message ------</div><div>From "Help Desk" &lt;desk@desk.example&gt;</div>'
        f"<div>To amina@field.example</div><div>Date 05/01/2026 16:45:00</div><div>Subject Maps</div>"
        f'<div id="x1"><blockquote cite="1@desk.example" type="cite" class="cite2">{OLD}</blockquote></div>'
    ),
    "Roundcube": (
        f'<p>{NEW}</p><p id="reply-intro">On 2026-01-05 16:45, Help Desk wrote:</p>'
        f'<blockquote type="cite" style="padding:0 0.4em;border-left:#1010ff 2px solid">{OLD}</blockquote>'
    ),
    "Lotus Notes": (
        f'<font size=2 face="sans-serif">{NEW}</font><br><br><br><table width=100%><tr><td><font size=1 '
        "color=#5f5f5f>From: &nbsp;</font>"
        "<td>Help Desk &lt;desk@desk.example&gt;<tr><td><font color=#5f5f5f>To: </font><td>Amina@field.example"
        "<tr><td>Date: <td>05/01/2026 16:45<tr><td>Subject: <td>Maps</table>"
        f"<hr noshade><br><font>{OLD}</font>"
    ),
    "QQ": (
        f'<div>{NEW}</div><div><includetail><div>&nbsp;</div><div style="font-size:12px">------------------&nbsp;Original&nbsp;'
        '------------------</div><div style="background:#efefef"><div><b>From: </b>&nbsp;"Help '
        'Desk"&lt;desk@desk.example&gt;;</div>'
        '<div><b>Date: </b>&nbsp;Mon, Jan 5, 2026 04:45 PM</div><div><b>To: </b>&nbsp;"amina";</div>'
        f"<div><b>Subject: </b>&nbsp;Maps</div></div><div>{OLD}</div></includetail></div>"
    ),
    "NetEase": (
        f'<div>{NEW}</div><div>At 2026-01-05 16:45:00, "Help Desk" &lt;desk@desk.example&gt; wrote:</div>'
        f'<blockquote id="isReplyContent" style="PADDING-LEFT:1ex;BORDER-LEFT:#ccc 1px solid">{OLD}</blockquote>'
    ),
    "Freshdesk": (
        f'<div>{NEW}</div><div class="freshdesk_quote"><blockquote class="freshdesk_quote">On Mon, 5 Jan at 4:45 PM , Help Desk '
        f"&lt;desk@desk.example&gt; wrote: {OLD}</blockquote></div>"
    ),
    "Mailspring": (
        f'<div>{NEW}</div><signature id="local">Amina Diallo</signature><div class="gmail_quote_attribution">On Jan 5 '
        "2026, at 4:45 pm,"
        f" Help Desk &lt;desk@desk.example&gt; wrote:</div><blockquote>{OLD}</blockquote>"
    ),
    "Airmail": (
        f'<div>{NEW}</div><div id="bloop_sign_1" class="bloop_sign">Amina</div><p class="airmail_on">On 5 January '
        "2026 at 16:45:00, "
        f'Help Desk (desk@desk.example) wrote:</p><blockquote type="cite" class="clean_bq">{OLD}</blockquote>'
    ),
    "K-9 and others on Android": (
        f'{NEW}<br><br><div class="k9mail-signature">-- <br>Sent from my Android device.</div><div '
        'class="gmail_quote">Am 5. Januar 2026'
        f' 16:45:00 MEZ schrieb Help Desk &lt;desk@desk.example&gt;:<blockquote class="gmail_quote">{OLD}</blockquote></div>'
    ),
    "FairEmail": (
        f'<p>{NEW}</p><div fairemail="signature">Amina</div><div fairemail="reference"><p>On January 5, 2026 4:45:00 '
        "PM GMT, Help Desk "
        f'&lt;desk@desk.example&gt; wrote:</p><blockquote style="border-left:3px solid #ccc;padding-left:3px">{OLD}'
        "</blockquote></div>"
    ),
    "Samsung": (
        f'<div>{NEW}</div><div id="composer_signature">Sent from my Galaxy</div><div><br></div><div style="font-size:100%">'
        "<!-- originalMessage --><div>-------- Original message --------</div><div>From: Help Desk "
        "&lt;desk@desk.example&gt; </div>"
        f"<div>Date: 1/5/26  4:45 PM  (GMT+00:00) </div><div>To: amina@field.example </div><div>Subject: Maps </div>"
        f"</div><div>{OLD}</div>"
    ),
    "a header squeezed into one line": (
        f"<div>{NEW}</div><hr><div><b>From:</b> desk@desk.example <b>Date:</b> Mon, 5 Jan 2026 16:45:00 +0000</div>"
        f"<div>{OLD}</div>"
    ),
}


@pytest.mark.parametrize("client", REPLIES)
def test_reply_of_a_mail_program_is_told_from_what_it_quotes(client: str) -> None:
    divided = divide(REPLIES[client])
    assert divided.reply == NEW
    assert OLD in divided.quoted
    assert divided.forwarded is None


SIGNATURES = {
    "Gmail": '<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature">Amina'
    "<br>Field office</div>",
    "Outlook": '<p class=MsoNormal><a name="_MailAutoSig">Amina</a></p>',
    "Outlook on the web": '<div id="Signature"><p>Amina</p><p>Field office</p></div>',
    "quoted by Outlook": '<div class="x_gmail_signature">Amina<br>Field office</div>',
    "Yahoo": '<div class="ydp1a2bsignature">Amina<br>Field office</div>',
    "Zoho": '<div id="Zm-_Id_-Sgn" data-sigid="1">Amina<br>Field office</div>',
    "Evolution": '<div class="-x-evo-signature-wrapper"><span class="-x-evo-signature"><pre>-- \nAmina</pre></span></div>',
    "Thunderbird": '<pre class="moz-signature" cols="72">-- \nAmina</pre>',
}


@pytest.mark.parametrize("client", SIGNATURES)
def test_signature_marked_by_its_program(client: str) -> None:
    divided = divide(f"<div>{NEW}</div>{SIGNATURES[client]}<div><br></div>")
    assert divided.reply == NEW
    assert "Amina" in divided.signature


FORWARDS = {
    "Gmail": (
        '<div dir="ltr">{new}<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message '
        "---------<br>{head}</div><br><br>The well is dry.</div></div>"
    ),
    "Apple Mail": (
        '{new}<br><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div>{head}</div><br>'
        "<div>The well is dry.</div></blockquote></div>"
    ),
    "Thunderbird": (
        '<p>{new}</p><div class="moz-forward-container"><br><br>-------- Forwarded Message --------<table '
        'class="moz-email-headers-table"><tbody><tr><th align="RIGHT">Subject: </th><td>Water in the well</td></tr>'
        "<tr><th>Date: </th><td>Mon, 5 Jan 2026 16:45:00 +0100</td></tr><tr><th>From: </th><td>Health Post "
        "&lt;post@clinic.example&gt;"
        "</td></tr><tr><th>To: </th><td>amina@field.example</td></tr></tbody></table><br><br>The well is dry.</div>"
    ),
    "Outlook on the web": (
        '<div>{new}</div><hr id="stopSpelling"><div id="divRplyFwdMsg"><b>From:</b> Health Post &lt;post@clinic.example&gt;<br>'
        "<b>Sent:</b> Monday, January 5, 2026 4:45 PM<br><b>To:</b> Amina<br><b>Subject:</b> Water in the well</div>"
        "<div>The well is dry.</div>"
    ),
    "Yahoo": (
        '<div>{new}</div><div class="yahoo_quoted"><div>----- Forwarded Message -----<br>{head}</div><div>The well is '
        "dry.</div></div>"
    ),
    "Proton": (
        '<div>{new}</div><div class="protonmail_quote">------- Forwarded Message -------<br>{head}<br>'
        '<blockquote class="protonmail_quote" type="cite">The well is dry.</blockquote></div>'
    ),
}


@pytest.mark.parametrize("client", FORWARDS)
def test_forward_of_a_mail_program_keeps_what_is_forwarded(client: str) -> None:
    divided = divide(FORWARDS[client].format(new="Please answer them.", head=PASSED_ON), "Fwd: Water in the well")
    assert divided.reply == "Please answer them."
    assert divided.forwarded is not None
    assert divided.forwarded.sender == "Health Post <post@clinic.example>"
    assert divided.forwarded.subject == "Water in the well"
    assert divided.forwarded.text == "The well is dry."


STAYS = {
    "a quotation that its author made": f"<p>{NEW}</p><blockquote>Article 4: no fee is due.</blockquote><p>Is that so?</p>",
    "a quotation made with Gmail's button": f'<div>{NEW}</div><blockquote class="gmail_quote">Article 4: no fee is '
    "due.</blockquote>",
    "a paragraph set in with Gmail": (
        f'<div class="gmail_attr"></div><blockquote class="gmail_quote" style="margin:0 0 0 '
        f'40px;border:none;padding:0px">{NEW}</blockquote>'
    ),
    "a paragraph with a bar": f'<div style="border-left:3px solid #ccc;padding-left:5px">{NEW}</div>',
    "a paragraph under a rule": f"<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3pt 0 0 0'>{NEW}</div>",
    "a quotation from a web page": f'<p>{NEW}</p><blockquote class="wp-block-quote">Article 4</blockquote>',
    "a form with a signature": f'<p>{NEW}</p><p class="signature-field-note">To be signed.</p>',
    "text below an empty mark of Outlook": f'<div id="appendonsend"></div><p>{NEW}</p>',
    "a sentence in a signature": f'<div id="AppleMailSignature">{NEW}</div>',
    "a long text in a signature": f'<div class="gmail_signature">{"<p>A line.</p>" * 50}<p>{NEW}</p></div>',
}


@pytest.mark.parametrize("what", STAYS)
def test_what_the_sender_may_have_written_stays(what: str) -> None:
    divided = divide(STAYS[what])
    assert NEW in divided.reply
    assert divided.quoted == ""


def test_answers_between_quotations_keep_their_context() -> None:
    divided = divide(
        f'<div>See below.</div><div class="gmail_quote"><div class="gmail_attr">{ON}<br></div>'
        '<blockquote class="gmail_quote">Who owns the land?</blockquote><div>The municipality.</div>'
        '<blockquote class="gmail_quote">For how long?</blockquote><div>Two years.</div></div>'
    )
    assert [part for part in divided.reply.split("\n\n") if part[0] != ">"] == ["See below.", "The municipality.", "Two years."]


def test_text_below_a_container_of_history_is_new() -> None:
    divided = divide(f'<div class="yahoo_quoted"><div>{ON}</div><div>{OLD}</div></div><div>{NEW}</div>')
    assert divided.reply == NEW
