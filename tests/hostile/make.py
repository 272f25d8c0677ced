#!/usr/bin/env python3
"""Makes the hostile inputs that are too large or too strange to keep: make.py FOLDER. Each is named after its attack; none may crash,
hang or be called valid. Files named gut-* are odd but right and must be read without an error (warnings do not count)."""
import os
import sys

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
BEGIN = '<vorlage xmlns="urn:x-vorlage:1" nummer="1/2024" art="bericht" status="oeffentlich"><kopf><betreff>Sanierung für alle</betreff></kopf><sachverhalt>'
END = '</sachverhalt></vorlage>\n'


def paper(body, head=HEAD):
    return (head + BEGIN + body + END).encode()


def laughs():
    ents = '<!ENTITY l0 "lol">' + ''.join('<!ENTITY l%d "%s">' % (i, '&l%d;' % (i - 1) * 10) for i in range(1, 10))
    return paper('<p>&l9;</p>', HEAD + '<!DOCTYPE vorlage [' + ents + ']>\n')


def inputs():
    good = paper('<p>Text.</p>')
    yield 'lachen-milliardenfach', laughs()
    yield 'fremde-datei', paper('<p>&e;</p>', HEAD + '<!DOCTYPE vorlage [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n')
    yield 'fremder-rechner', paper('<p>x</p>', HEAD + '<!DOCTYPE vorlage SYSTEM "http://127.0.0.1:9/vorlage.dtd">\n')
    yield 'tief-10000', paper('<liste><punkt>' * 5000 + 'x' + '</punkt></liste>' * 5000)
    yield 'tief-unbekannt-100000', paper('<x>' * 100000)
    yield 'absatz-17-mb', paper('<p>' + 'Sanierung ' * 1700000 + '</p>')
    yield 'absatz-1-mb-in-teilen', paper('<p>' + 'Sanierung <stark>und</stark> ' * 90000 + '</p>')
    yield 'gross-68-mb', paper('<p>' + 'Sanierung ' * 6800000 + '</p>')
    yield 'viele-knoten', paper('<p/>' * 2100000)
    yield 'ein-wort-10-mb', paper('<p>' + 'a' * 10000000 + '</p>')
    yield 'attribut-5-mb', paper('<p id="' + 'a' * 5000000 + '">x</p>')
    yield 'viele-attribute', paper('<p ' + ' '.join('a%d="1"' % i for i in range(20000)) + '>x</p>')
    yield 'name-1-mb', paper('<' + 'a' * 1000000 + '/>')
    yield 'und-zeichen-200000', paper('<p>' + 'M & K ' * 200000 + '</p>')
    yield 'kleiner-100000', paper('<p>' + 'a < b ' * 100000 + '</p>')
    yield 'offene-100000', paper('<p>x' * 100000)
    yield 'ende-100000', paper('</p>' * 100000)
    yield 'anfuehrung-offen-lang', paper('<p id="' + 'x\n' * 500000)
    yield 'kommentar-offen', paper('<!-- ' + '-' * 500000)
    yield 'kinder-falsch-70000', paper('<liste>' + '<punkt/>' * 70000 + '<p/></liste>')
    yield 'kinder-fremd-50000', paper('<q/>' * 50000)
    yield 'kinder-gemischt-300000', paper('<liste>' + 'a<punkt/><p/>' * 300000 + '</liste>')
    yield 'kinder-abwechselnd-60000', paper('<p/><q/>' * 30000)
    yield 'jahre-200000', paper('', HEAD).replace(END.encode(), b'</sachverhalt><finanzen><posten art="ertrag">' + b'<jahresbetrag jahr="2024" eur="1"/>' * 200000 + b'</posten></finanzen></vorlage>')
    yield 'gut-verweise-100000', paper('<p id="a">x</p>' + ''.join('<p id="a%d"><verweis ziel="a%d"/></p>' % (i, i) for i in range(100000)))
    yield 'gleiche-id-50000', paper('<p id="a">x</p>' * 50000)
    yield 'verweise-leer-20000', paper('<p><verweis ziel="nirgends"/></p>' * 20000)
    yield 'gut-tippfehler-100000', paper(('<p>' + 'z.B. "x" - y ... ' * 1000 + '</p>') * 100)
    yield 'spanne-99', paper('<tabelle><spalte/>' + '<zeile><zelle spalten="99" zeilen="99"/></zeile>' * 2000 + '</tabelle>')
    yield 'spalten-20000', paper('<tabelle>' + '<spalte art="betrag"/>' * 20000 + '<zeile><zelle>1,00</zelle></zeile></tabelle>')
    yield 'betrag-riesig', paper('<p><betrag eur="' + '9' * 400 + '.99"/></p>')
    yield 'nul', paper('<p>a\0b</p>')
    yield 'nur-nul', b'\0' * 100000
    yield 'steuerzeichen', paper('<p>' + ''.join(chr(i) for i in range(1, 32)) + '</p>')
    yield 'utf8-kaputt', good.replace(b'Text', b'\xc0\xaf\xed\xa0\x80\xf5\xff\xfe')
    yield 'utf8-abgebrochen', good[:-1].replace(b'</vorlage>', b'\xe2\x82')
    yield 'utf16-halb', b'\xff\xfe' + good.decode().encode('utf-16-le')[:-1]
    yield 'utf16-ersatzzeichen-allein', b'\xff\xfe' + good.decode().replace('Text', 'T\ue000').encode('utf-16-le').replace(b'\x00\xe0', b'\x00\xd8')
    yield 'utf7', good.replace(b'UTF-8', b'UTF-7')
    yield 'klingonisch', good.replace(b'UTF-8', b'KLINGON')
    yield 'png', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR'
    yield 'zip', b'PK\x03\x04' + b'\0' * 200
    yield 'html', b'<!doctype html><html><body><p>x<br></body></html>'
    yield 'zweimal', good + good
    yield 'mitten-im-tag', good[:good.index(b'</kopf') + 3]
    yield 'mitten-im-attribut', good[:good.index(b'bericht') + 3]
    yield 'xsi-typ', good.replace(b'<p>', b'<p xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Zeile" xsi:nil="true">')
    yield 'namensraum-fremd', good.replace(b'urn:x-vorlage:1', b'urn:x-vorlage:2')
    yield 'namensraum-geleert', good.replace(b'<p>', b'<p xmlns="">')
    yield 'wurzel-typen', HEAD.encode() + b'<typen xmlns="urn:x-vorlage:1"/>'
    yield 'wurzel-pfad', HEAD.encode() + b'<vorlage.xsd xmlns="urn:x-vorlage:1"/>'
    yield 'gut-utf8-bom', b'\xef\xbb\xbf' + good
    yield 'gut-utf16-le', b'\xff\xfe' + good.decode().replace('UTF-8', 'UTF-16').encode('utf-16-le')
    yield 'gut-utf16-be', b'\xfe\xff' + good.decode().replace('UTF-8', 'UTF-16').encode('utf-16-be')
    yield 'gut-latin1', good.decode().replace('UTF-8', 'ISO-8859-1').encode('latin-1')
    yield 'gut-cp1252', good.decode().replace('UTF-8', 'windows-1252').replace('Text', '„Text“ – 5 €').encode('cp1252')
    yield 'gut-crlf', good.replace(b'><', b'>\r\n<')
    yield 'gut-cdata', paper('<p><![CDATA[a < b & c]]></p>')
    yield 'gut-praefix', (HEAD + '<v:vorlage xmlns:v="urn:x-vorlage:1" nummer="1" art="bericht" status="oeffentlich"><v:kopf><v:betreff>B</v:betreff></v:kopf></v:vorlage>').encode()
    yield 'gut-emoji', paper('<p>\U0001F600 \U00020000</p>')


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for name, data in inputs():
        with open(os.path.join(folder, name + '.xml'), 'wb') as f:
            f.write(data)


if __name__ == '__main__':
    main()
