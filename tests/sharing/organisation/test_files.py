"""Uploads for the organisation's look are judged by their content."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from sharing.organisation.files import MAX_FONT, MAX_LOGO, check_font, check_logo, house_files, kind_of
from tests.sharing.organisation.house import LOGO, picture, svg, woff2


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_what_is_accepted():
    for data in (LOGO, picture("PNG"), picture("WEBP"), svg("<path d='M0 0'/>")):
        check_logo(data)
    check_logo(svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'))
    assert [kind_of(data) for data in (LOGO, picture("PNG"), picture("WEBP"), woff2())] == [
        "svg",
        "png",
        "webp",
        "woff2",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (svg("<script>alert(1)</script>"), "script"),
        (
            svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
            "foreignObject",
        ),
        (svg("<p xmlns='http://www.w3.org/1999/xhtml'>x</p>"), "onderdeel “p”"),
        (svg("<a href='https://elders.example'><path d='M0 0'/></a>"), "onderdeel “a”"),
        (svg("<path d='M0 0' onclick='x()'/>"), "script (onclick)"),
        (svg("<path d='M0 0'/>", "onload='x()'"), "script (onload)"),
        (svg("<path d='M0 0' OnLoad='x()'/>"), "script (onload)"),
        (svg("<set attributeName='href' to='javascript:x()'/>"), "onderdeel “set”"),
        (svg("<animate attributeName='x'/>"), "onderdeel “animate”"),
        (svg("<use href='https://elders.example/a.svg#b'/>"), "verwijzing naar buiten"),
        (svg("<image href='//elders.example/pixel.png'/>"), "verwijzing naar buiten"),
        (svg("<image href='data:image/svg+xml;base64,AAAA'/>"), "verwijzing naar buiten"),
        (svg("<image href='data:text/html,x'/>"), "verwijzing naar buiten"),
        (svg("<use href=' java\tscript:x()'/>"), "verwijzing naar buiten"),
        (svg("<style>@import 'https://elders.example/a.css';</style>"), "in de opmaak"),
        (svg("<style>@IMPORT url(a)</style>"), "in de opmaak"),
        (svg("<style>.a { fill: url( 'https://elders.example') }</style>"), "in de opmaak"),
        (svg("<style>.a { fill: u\\72l(https://elders.example) }</style>"), "in de opmaak"),
        (svg("<rect fill='URL(https://elders.example#a)'/>"), "in de opmaak"),
        (svg("<rect style='background: url(https://elders.example)'/>"), "in de opmaak"),
        (
            b"<?xml-stylesheet href='https://elders.example/a.css'?>" + svg(""),
            "opdracht voor andere programma's",
        ),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("&a;"), "entity"),
        (b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + svg("<text>&a;</text>"), "entity"),
        (b"<html><svg></svg></html>", "geen SVG-tekening"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><path</svg>", "niet te lezen"),
        (picture("PNG")[:60], "beschadigd"),
        (b"\x89PNG\r\n\x1a\n", "beschadigd"),
        (picture("PNG", (4001, 10)), "4001 bij 10 beeldpunten"),
        (picture("WEBP", frames=2), "beweegt"),
        (b"GIF89a" + b"\0" * 20, "geen SVG, PNG of WebP"),
        (b"%PDF-1.7", "geen SVG, PNG of WebP"),
        (b"", "geen SVG, PNG of WebP"),
        (LOGO + b" " * MAX_LOGO, "hoogstens 250 kB"),
    ],
)
def test_what_is_refused_and_why(data, words):
    with pytest.raises(ValidationError) as refused:
        check_logo(data)
    assert words in " ".join(refused.value.messages)


def test_entities_do_not_grow():
    bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'>"
    bomb += "".join(f"<!ENTITY a{n + 1} '{f'&a{n or chr(0)};' * 10}'>".replace("\0", "") for n in range(9))
    with pytest.raises(ValidationError):
        check_logo(bomb.encode() + b"]>" + svg("<text>&a9;</text>"))


def test_fonts():
    assert not check_font(woff2()).is_variable
    assert check_font(woff2(variable=True)).is_variable


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x01\x00\x00" + b"\0" * 60, "geen WOFF2"),
        (b"wOFF" + b"\0" * 60, "geen WOFF2"),
        (LOGO, "geen WOFF2"),
        (b"wOF2", "niet compleet"),
        (woff2()[:-1], "niet compleet"),
        (woff2() + b"x", "niet compleet"),
        (b"wOF2" + b"\0" * MAX_FONT, "hoogstens 500 kB"),
        (b"wOF2\0\1\0\0\0\0\0\x31\xff\xff".ljust(48, b"\0") + b"\x00", "beschadigd"),
    ],
)
def test_fonts_that_are_refused(data, words):
    with pytest.raises(ValidationError) as refused:
        check_font(data)
    assert words in " ".join(refused.value.messages)


def test_a_file_is_named_after_its_content_and_kept_once():
    first = house_files.save("Mijn logo (1).SVG", ContentFile(LOGO))
    assert first == f"{hashlib.sha256(LOGO).hexdigest()}.svg"
    assert house_files.save("anders.png", ContentFile(LOGO)) == first
    assert house_files.listdir("")[1] == [first]
