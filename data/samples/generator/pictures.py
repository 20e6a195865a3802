# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of the sample, drawn here: logos, heroes, tiles and portraits as small SVG."""

import hashlib
import math

from .document import text as t


def digest(data):
    return hashlib.sha256(data).hexdigest()


def svg(width, height, *shapes):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}">' + ''.join(shapes) + '</svg>\n')


def rect(x, y, width, height, fill, radius=0, opacity=None):
    return (f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"'
            + (f' rx="{radius:g}"' if radius else '') + (f' opacity="{opacity:g}"' if opacity else '') + '/>')


def circle(x, y, radius, fill, opacity=None):
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"' + (f' opacity="{opacity:g}"' if opacity else '') + '/>'


def path(data, fill='none', stroke=None, width=0, opacity=None):
    return (f'<path d="{data}" fill="{fill}"' + (f' stroke="{stroke}" stroke-width="{width:g}" stroke-linecap="round"' if stroke else '')
            + (f' opacity="{opacity:g}"' if opacity else '') + '/>')


def wave(width, base, height, cycles, phase=0.0):
    """A gentle line across the picture, in points of cubic curves."""
    step = width / (cycles * 2)
    data = f'M0 {base + height * math.sin(phase):.1f}'
    for i in range(cycles * 2):
        x = i * step
        rise = height * (1 if i % 2 == 0 else -1)
        data += f' C{x + step / 2:.1f} {base - rise:.1f} {x + step / 2:.1f} {base - rise:.1f} {x + step:.1f} {base:.1f}'
    return data


def cadenza_logo():
    mark = (circle(20, 20, 16, '#ffffff') + path('M12 24 C16 8 24 8 28 24', stroke='#1f4e8c', width=3)
            + circle(12, 25, 3, '#1f4e8c') + circle(28, 25, 3, '#1f4e8c'))
    bars = ''.join(rect(46 + i * 9, 20 - h / 2, 5, h, '#ffffff', 2.5)
                   for i, h in enumerate((8, 16, 24, 14, 20, 10, 26, 12, 18, 8)))
    return svg(140, 40, mark, bars)


def alpenglow_logo():
    return svg(140, 40, path('M4 34 L22 8 L34 24 L44 12 L60 34 Z', '#f2a18f'), path('M22 8 L28 16 L22 20 L17 15 Z', '#ffffff'),
               path('M44 12 L48 17 L44 20 L41 16 Z', '#ffffff'), rect(70, 12, 60, 5, '#ffffff', 2.5),
               rect(70, 23, 42, 5, '#f2a18f', 2.5))


def sonora_logo():
    rays = ''.join(path(f'M{20 + 11 * math.cos(a):.1f} {20 + 11 * math.sin(a):.1f} L{20 + 16 * math.cos(a):.1f} '
                        f'{20 + 16 * math.sin(a):.1f}', stroke='#e0a800', width=3)
                   for a in (i * math.pi / 4 for i in range(8)))
    return svg(140, 40, circle(20, 20, 8, '#e0a800'), rays, rect(46, 13, 70, 5, '#7a5c00', 2.5),
               rect(46, 23, 50, 5, '#7a5c00', 2.5))


def lumen_logo():
    lamp = circle(20, 18, 12, '#ffb866') + rect(15, 31, 10, 3, '#ffffff', 1.5) + rect(16, 35, 8, 3, '#ffffff', 1.5)
    return svg(140, 40, lamp, *(rect(46 + i * 18, 14, w, 12, '#ffffff', 3) for i, w in enumerate((6, 14, 14, 10, 14))))


def hero(ground, lines, accents, mirrored=False):
    """1200 × 320: staves that run across, and notes on them."""
    shapes = [rect(0, 0, 1200, 320, ground)]
    for i in range(5):
        shapes.append(path(wave(1200, 110 + i * 28, 26, 2), stroke=lines, width=2, opacity=0.55))
    for i, (x, y, size) in enumerate(((170, 150, 16), (330, 205, 12), (505, 130, 18), (660, 190, 13), (840, 120, 20),
                                      (985, 200, 14), (1090, 140, 11))):
        x = 1200 - x if mirrored else x
        shapes.append(circle(x, y, size, accents[i % len(accents)]))
        shapes.append(path(f'M{x + size - 2:g} {y:g} L{x + size - 2:g} {y - 4 * size:g}', stroke=accents[i % len(accents)], width=4))
    return svg(1200, 320, *shapes)


def tile(ground, *shapes):
    return svg(320, 180, rect(0, 0, 320, 180, ground), *shapes)


def portrait(ground, skin, hair, shirt):
    return svg(96, 96, rect(0, 0, 96, 96, ground, 48), circle(48, 38, 24, hair), circle(48, 43, 18, skin),
               path('M16 92 C18 66 34 62 48 62 C62 62 78 66 80 92 Z', shirt))


HOUSE = ('#14213d', '#8ab4f8', ('#f4b942', '#ffffff', '#8ab4f8'))
STAGE = ('#2a1250', '#c9a6ff', ('#ff7eb6', '#ffffff', '#f4b942'))
ALPEN = ('#4a1230', '#f2a18f', ('#ffd9c7', '#f2a18f', '#ffffff'))

# key → (SVG, width, height, in words)
ALL = {
    'Cadenza logo': (cadenza_logo(), 140, 40, t('Cadenza', kept=True)),
    'Alpenglow logo': (alpenglow_logo(), 140, 40, t('Alpenglow', kept=True)),
    'Sonora logo': (sonora_logo(), 140, 40, t('Sonora Systems', kept=True)),
    'House hero': (hero(*HOUSE), 1200, 320, t('Notes on five flowing lines', 'Noten auf fünf fließenden Linien',
                                              '流れる五線と音符', 'نغمات على خمسة خطوط منسابة')),
    'Influencer hero': (hero(*STAGE), 1200, 320, t('Bright notes before a violet curtain', 'Helle Noten vor violettem Vorhang',
                                                   '紫の幕の前の明るい音符', 'نغمات ساطعة أمام ستارة بنفسجية')),
    'Alpenglow hero': (hero(*ALPEN), 1200, 320, None),
    'House tile': (tile('#1f4e8c', path(wave(320, 90, 30, 2), stroke='#8ab4f8', width=4), circle(90, 80, 14, '#f4b942'),
                        circle(200, 105, 18, '#ffffff')), 320, 180, t('Two notes on a line', 'Zwei Noten auf einer Linie')),
    'Healthcare tile': (tile('#1d6f6a', rect(140, 50, 40, 80, '#ffffff', 6), rect(120, 70, 80, 40, '#ffffff', 6)), 320, 180,
                        t('A cross', 'Ein Kreuz', '十字', 'صليب')),
    'Manufacturing tile': (tile('#6b4f1d', circle(130, 95, 36, '#f4b942'), circle(130, 95, 14, '#6b4f1d'),
                                circle(205, 80, 26, '#ffffff'), circle(205, 80, 10, '#6b4f1d')), 320, 180,
                           t('Two wheels', 'Zwei Räder', '二つの車輪', 'عجلتان')),
    'Finance tile': (tile('#243b53', *(rect(95 + i * 36, 130 - h, 22, h, '#8ab4f8', 3) for i, h in enumerate((30, 52, 44, 78)))),
                     320, 180, t('Rising columns', 'Steigende Säulen', '伸びる棒グラフ', 'أعمدة صاعدة')),
    'Learning tile': (tile('#4a3b8f', path('M70 60 L160 80 L250 60 L250 125 L160 145 L70 125 Z', '#ffffff'),
                           path('M160 80 L160 145', stroke='#4a3b8f', width=3)), 320, 180,
                      t('An open book', 'Ein offenes Buch', '開いた本', 'كتاب مفتوح')),
    'Portrait ML': (portrait('#cfe3f5', '#f1c9a5', '#d9b382', '#1f4e8c'), 96, 96, t('Mara Lindqvist', kept=True)),
    'Portrait TB': (portrait('#e3ecd6', '#eebf98', '#5a3d28', '#3b6e46'), 96, 96, t('Tom Brandt', kept=True)),
    'Portrait AT': (portrait('#f6dbe6', '#f0c8a0', '#1e1a1a', '#6a2fb0'), 96, 96, t('Aiko Tanabe', kept=True)),
    'Portrait SA': (portrait('#f3e4cf', '#e0ac7e', '#3a2418', '#8c3b1f'), 96, 96, t('Selin Aydın', kept=True)),
    'Portrait JW': (portrait('#dbe0ea', '#f2c6a2', '#8a6a42', '#14213d'), 96, 96, t('Jonas Weber', kept=True)),
    'Portrait LH': (portrait('#d6ece6', '#d8a277', '#2c6e63', '#2c6e63'), 96, 96, t('Layla Haddad', kept=True)),
    'Portrait GO': (portrait('#f5e6c8', '#7a4a2b', '#1c1412', '#a3342c'), 96, 96, t('Grace Okafor', kept=True)),
    'Portrait ER': (portrait('#fbe0d8', '#efc39b', '#4c2b1c', '#4a1230'), 96, 96, t('Elena Rossi', kept=True)),
}

# What readers of Arabic see instead: the notes run the other way.
MIRRORED = {'House hero': hero(*HOUSE, mirrored=True), 'Influencer hero': hero(*STAGE, mirrored=True)}
