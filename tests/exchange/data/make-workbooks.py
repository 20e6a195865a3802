#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the workbooks of test-grid.c beside this file: one as other programs write them, and hostile ones."""

import os
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

WORKBOOK = (f'<?xml version="1.0" encoding="UTF-8"?><workbook {NS} {RELATIONS}><sheets>'
            '<sheet name="Lists" sheetId="3" state="hidden" r:id="rId3"/>'
            '<sheet name="Main" sheetId="1" r:id="rId1"/><sheet name="Second" sheetId="2" r:id="rId2"/></sheets></workbook>')
RELS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
        ''.join(f'<Relationship Id="rId{i}" Type="worksheet" Target="{target}"/>'
                for i, target in ((1, 'worksheets/sheet1.xml'), (2, '/xl/worksheets/sheet2.xml'), (3, 'worksheets/sheet3.xml'))) +
        '</Relationships>')
STYLES = (f'<styleSheet {NS}><numFmts><numFmt numFmtId="164" formatCode="[$-407]d. mmmm yyyy"/>'
          '<numFmt numFmtId="165" formatCode="#,##0.00 &quot;md&quot;"/></numFmts>'
          '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/></cellXfs></styleSheet>')
SHARED = (f'<sst {NS}><si><t>Name</t></si><si><r><t>Rich </t></r><r><t>text</t></r><rPh><t>spoken</t></rPh></si><si/></sst>')
SHEET = (f'<worksheet {NS}><sheetData>'
         '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Day</t></is></c></row>'
         '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46143</v></c><c r="C3" s="2"><v>0.125</v></c>'
         '<c r="D3" s="3"><f>SUM(A1:A2)</f><v>42</v></c></row>'
         '<row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5" s="1"><v>59</v></c><c r="D5"><v>1.234</v></c></row>'
         '</sheetData></worksheet>')
SECOND = f'<worksheet {NS}><sheetData><row><c t="str"><f>A1</f><v>Other</v></c></row></sheetData></worksheet>'


# Days since 1904, as old Macs counted them, and times of day, which are no days.
CLOCK_FORMATS = ('d/m/yy', 'h:mm', '[mm]:ss', 'hh:mm AM/PM', 'mmmm', 'd/m/yy h:mm', '[Red]0', 'mm:ss.0')
CLOCK_STYLES = (f'<styleSheet {NS}><numFmts>' + ''.join(f'<numFmt numFmtId="{164 + i}" formatCode="{code}"/>' for i, code in enumerate(CLOCK_FORMATS)) +
                '</numFmts><cellXfs>' + ''.join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(CLOCK_FORMATS))) + '</cellXfs></styleSheet>')
CLOCK_SHEET = (f'<worksheet {NS}><sheetData><row r="1">' + ''.join(f'<c s="{i}"><v>44681.5</v></c>' for i in range(len(CLOCK_FORMATS))) +
               '</row><row r="2"><c s="0"><v>0</v></c></row></sheetData></worksheet>')


def write(name, **parts):
    everything = {'xl/workbook.xml': WORKBOOK, 'xl/_rels/workbook.xml.rels': RELS, 'xl/styles.xml': STYLES,
                  'xl/sharedStrings.xml': SHARED, 'xl/worksheets/sheet1.xml': SHEET, 'xl/worksheets/sheet2.xml': SECOND}
    everything.update({path.replace('__', '/') + '.xml': text for path, text in parts.items()})
    path = os.path.join(HERE, name)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as zipped:
        for part, text in everything.items():
            if text is None:
                continue
            info = zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(info, text, compresslevel=9)
    return path


def main():
    laughs = ('<!DOCTYPE sst [<!ENTITY a "ha">' +
              ''.join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)) + ']>')
    foreign = write('foreign.xlsx')
    write('bomb.xlsx', xl__sharedStrings=f'<sst {NS}>' + ' ' * (129 * 1024 * 1024) + '</sst>')
    write('entities.xlsx', xl__sharedStrings=laughs + f'<sst {NS}><si><t>&j;</t></si></sst>')
    write('utf16-entities.xlsx',
          xl__sharedStrings=('<?xml version="1.0" encoding="UTF-16"?>' + laughs + f'<sst {NS}/>').encode('utf-16'))
    write('clock.xlsx', xl__workbook=WORKBOOK.replace('<sheets>', '<workbookPr date1904="1"/><sheets>'), xl__styles=CLOCK_STYLES,
          xl__worksheets__sheet1=CLOCK_SHEET)
    write('half-texts.xlsx', xl__sharedStrings=SHARED[:-9])
    write('half-styles.xlsx', xl__styles=STYLES.replace('</cellXfs>', ''))
    write('no-text.xlsx', xl__worksheets__sheet1=SHEET.replace('<v>2</v>', '<v>3</v>'))
    write('escapes.xlsx', xl__worksheets__sheet1=f'<worksheet {NS}><sheetData><row><c t="str"><v>' + '_x0041_' * 140000 + '_x00e9_x0042_ _x20AC_' +
          '</v></c><c t="str"><v>_x005F_x0041_ _x00zz_ _xD800_</v></c></row></sheetData></worksheet>')
    write('no-sheet.xlsx', xl__worksheets__sheet1=None)
    with open(foreign, 'rb') as whole, open(os.path.join(HERE, 'cut.xlsx'), 'wb') as cut:
        cut.write(whole.read()[:900])


main()
