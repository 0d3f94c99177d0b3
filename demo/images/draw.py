"""Draws the pictures of the demonstration: imaginary maps, no place and no person.

    .venv/bin/python demo/images/draw.py

Drawn larger and reduced, so that edges are smooth.
"""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
SIZE = (1600, 900)
SAVED = (1200, 675)
SCALE = 2
PAPER, LINE, INK = "#FBF9F4", "#D9D5CA", "#1E2326"
TEAL, PLUM, BLUE, BRICK, OCHRE = "#0B6663", "#75336B", "#1D4F8F", "#A8321A", "#7A5200"
PALE = ["#CFE3E0", "#E3D3E1", "#D3DEEC", "#F0D8D2", "#EDE0C6", "#E8E4D8"]
STRONG = [TEAL, PLUM, BLUE, BRICK, OCHRE]


class Sheet:
    def __init__(self, seed):
        self.random = random.Random(seed)  # noqa: S311 (the same drawing each time)
        self.image = Image.new("RGB", [side * SCALE for side in SIZE], PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points, colour):
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points, colour, width):
        points = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(points, fill=colour, width=width * SCALE, joint="curve")
        for x, y in (points[0], points[-1]):
            self._dot(x, y, width * SCALE / 2, colour)

    def dot(self, x, y, radius, colour, outline=None, width=0):
        self._dot(x * SCALE, y * SCALE, radius * SCALE, colour, outline, width * SCALE)

    def _dot(self, x, y, r, colour, outline=None, width=0):
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour, outline=outline, width=width)

    def box(self, x, y, w, h, colour, radius=6, outline=None):
        corners = [side * SCALE for side in (x, y, x + w, y + h)]
        self.pen.rounded_rectangle(
            corners, radius * SCALE, fill=colour, outline=outline, width=2 * SCALE
        )

    def save(self, name):
        picture = self.image.resize(SAVED, Image.Resampling.LANCZOS)
        picture.save(HERE / f"{name}.webp", quality=86, method=6)


def districts():
    """Neighbourhoods of an imaginary town, with pale streets between them."""
    sheet = Sheet(30)
    columns, rows = 7, 5
    width, height = SIZE[0] / columns, SIZE[1] / rows
    shake = sheet.random.uniform

    def corner(column, row):
        return column * width + shake(-55, 55), row * height + shake(-45, 45)

    grid = [[corner(c, r) for c in range(-1, columns + 2)] for r in range(-1, rows + 2)]
    for r in range(rows + 2):
        for c in range(columns + 2):
            points = [grid[r][c], grid[r][c + 1], grid[r + 1][c + 1], grid[r + 1][c]]
            sheet.polygon(points, PALE[(c * 2 + r * 3 + sheet.random.randrange(2)) % len(PALE)])
    for r in range(rows + 3):
        sheet.line(grid[r], PAPER, 16 if r != 3 else 34)
    for c in range(columns + 3):
        sheet.line([grid[r][c] for r in range(rows + 3)], PAPER, 16 if c != 4 else 28)
    for number in range(15):
        row, column = sheet.random.randrange(1, rows + 1), sheet.random.randrange(1, columns + 1)
        x, y = grid[row][column]
        sheet.dot(x, y, 15, STRONG[number % 5], PAPER, 5)
    sheet.save("quartiers")


def encounter():
    """Two clouds of dots that meet around a table."""
    sheet = Sheet(2)
    for centre, colours in ((560, [TEAL, "#6CC9C1", BLUE]), (1040, [PLUM, BRICK, "#E3BC6A"])):
        for _ in range(95):
            angle, reach = (
                sheet.random.uniform(0, 2 * math.pi),
                min(abs(sheet.random.gauss(0.4, 0.8)), 1.7),
            )
            x = centre + math.cos(angle) * reach * 270
            y = 450 + math.sin(angle) * reach * 170
            if ((x - 800) / 190) ** 2 + ((y - 450) / 120) ** 2 > 1.2:
                sheet.dot(x, y, sheet.random.uniform(8, 19), sheet.random.choice(colours))
    sheet.pen.ellipse(
        [v * SCALE for v in (640, 360, 960, 540)], fill="#EDE0C6", outline=OCHRE, width=4 * SCALE
    )
    sheet.save("rencontre")


def index_cards():
    """A wall of index cards, some of them marked."""
    sheet = Sheet(57)
    for row in range(6):
        for column in range(9):
            x, y = 62 + column * 166, 46 + row * 138
            is_marked = sheet.random.random() < 0.25
            sheet.box(x, y, 146, 116, "#FFFFFF", outline=LINE)
            colour = sheet.random.choice(STRONG) if is_marked else LINE
            sheet.box(x + 14, y + 16, sheet.random.randrange(50, 112), 12, colour, 3)
            for place in (44, 64, 84):
                sheet.box(x + 14, y + place, sheet.random.randrange(40, 118), 7, "#E8E4D8", 3)
    sheet.save("grille")


def basket():
    """Round shapes in a basket of woven strips."""
    sheet = Sheet(7)
    colours = ["#E3BC6A", BRICK, "#6CC9C1", OCHRE, TEAL, "#F29A82", "#8FBCF2"]
    for number in range(34):
        x = sheet.random.uniform(470, 1130)
        y = sheet.random.uniform(250, 430) + abs(x - 800) * 0.18
        sheet.dot(x, y, sheet.random.uniform(34, 68), colours[number % len(colours)], PAPER, 5)
    sheet.polygon([(400, 430), (1200, 430), (1090, 780), (510, 780)], "#C99A4B")
    for place in range(1, 5):
        y, inset = 430 + place * 70, place * 22
        sheet.line([(405 + inset, y), (1195 - inset, y)], "#EDE0C6", 14)
    for place in range(9):
        sheet.line([(440 + place * 90, 440), (540 + place * 65, 775)], OCHRE, 7)
    sheet.line([(385, 430), (1215, 430)], OCHRE, 28)
    sheet.save("panier")


def path():
    """A path with five stops, from a question to an answer."""
    sheet = Sheet(5)
    for row in range(0, 900, 60):
        for column in range(0, 1600, 60):
            sheet.dot(column + 30, row + 30, 2, LINE)

    def height(x):
        return 450 + math.sin(x / 215) * 210 * (1 - x / 4200)

    road = [(x, height(x)) for x in range(110, 1500, 2)]
    for x, y in road:
        sheet.dot(x, y, 29, "#E8E4D8")
    for x in range(130, 1480, 44):
        sheet.line([(x, height(x)), (x + 18, height(x + 18))], "#8A8F8C", 4)
    for x, colour in zip((130, 460, 800, 1140, 1470), STRONG, strict=True):
        sheet.dot(x, height(x), 46, PAPER, colour, 12)
        sheet.dot(x, height(x), 18, colour)
    sheet.save("chemin")


if __name__ == "__main__":
    for draw in (districts, encounter, index_cards, basket, path):
        draw()
