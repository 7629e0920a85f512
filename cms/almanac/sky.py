"""When the moon is new, and where the sun stands: the sky behind the lunar calendar.

Written after J. Meeus, *Astronomical Algorithms* (2nd ed.): chapter 49 for the moon,
chapter 25 for the sun, and the polynomials of Espenak and Meeus (2006) for the slowing of
the earth. Between 1920 and 2200 the moon is right to half a minute, the sun to a few.
Moments are Julian days in universal time.
"""

from bisect import bisect_right
from math import floor, radians, sin

J2000 = 2_451_545.0
DAYS_OF_CENTURY = 36_525.0
SECONDS_OF_DAY = 86_400.0
SYNODIC_MONTH = 29.530588861
FIRST_NEW_MOON = 2_451_550.09766  # 6 January 2000, mean

# Amplitude in days; power of the earth's eccentricity; multiples of the sun's mean
# anomaly, the moon's, the moon's argument of latitude and the node.
MOON = (
    (-0.40720, 0, 0, 1, 0, 0),
    (0.17241, 1, 1, 0, 0, 0),
    (0.01608, 0, 0, 2, 0, 0),
    (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0),
    (-0.00514, 1, 1, 1, 0, 0),
    (0.00208, 2, 2, 0, 0, 0),
    (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0),
    (0.00056, 1, 1, 2, 0, 0),
    (-0.00042, 0, 0, 3, 0, 0),
    (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0),
    (-0.00024, 1, -1, 2, 0, 0),
    (-0.00017, 0, 0, 0, 0, 1),
    (-0.00007, 0, 2, 1, 0, 0),
    (0.00004, 0, 0, 2, -2, 0),
    (0.00004, 0, 3, 0, 0, 0),
    (0.00003, 0, 1, 1, -2, 0),
    (0.00003, 0, 0, 2, 2, 0),
    (-0.00003, 0, 1, 1, 2, 0),
    (0.00003, 0, -1, 1, 2, 0),
    (-0.00002, 0, -1, 1, -2, 0),
    (-0.00002, 0, 1, 3, 0, 0),
    (0.00002, 0, 0, 4, 0, 0),
)
# What the planets do to the moon: amplitude in days, angle at new moon 0, its step.
PLANETS = (
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
    (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732),
    (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379),
    (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099),
    (0.000023, 331.55, 3.592518),
)
# From which year on: the year to count from, what to divide by, the coefficients.
SLOWING: tuple[tuple[int, int, int, tuple[float, ...]], ...] = (
    (1920, 1920, 1, (21.20, 0.84493, -0.076100, 0.0020936)),
    (1941, 1950, 1, (29.07, 0.407, -1 / 233, 1 / 2547)),
    (1961, 1975, 1, (45.45, 1.067, -1 / 260, -1 / 718)),
    (
        *(1986, 2000, 1),
        (63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599),
    ),
    (2005, 2000, 1, (62.92, 0.32217, 0.005589)),
    (2050, 1820, 100, (-205.724, 56.28, 32)),
    (2150, 1820, 100, (-20, 0, 32)),
)
SINCE = [row[0] for row in SLOWING]


def new_moon(index: int) -> float:
    """Return when the moon is new for the nth time after 6 January 2000."""
    t = index * SYNODIC_MONTH / DAYS_OF_CENTURY
    mean = (
        FIRST_NEW_MOON
        + SYNODIC_MONTH * index
        + _poly(t, (0, 0, 0.00015437, -0.000000150, 0.00000000073))
    )
    angles = (
        _poly(t, (2.5534 + 29.10535670 * index, 0, -0.0000014, -0.00000011)),
        _poly(
            t,
            (201.5643 + 385.81693528 * index, 0, 0.0107582, 0.00001238, -0.000000058),
        ),
        _poly(
            t,
            (160.7108 + 390.67050284 * index, 0, -0.0016118, -0.00000227, 0.000000011),
        ),
        _poly(t, (124.7746 - 1.56375588 * index, 0, 0.0020672, 0.00000215)),
    )
    eccentricity = _poly(t, (1, -0.002516, -0.0000074))
    shift = sum(
        amount
        * eccentricity**power
        * sin(radians(sum(n * angle for n, angle in zip(counts, angles, strict=True))))
        for amount, power, *counts in MOON
    )
    pull = sum(
        amount * sin(radians(start + step * index + drift))
        for (amount, start, step), drift in zip(
            PLANETS, (-0.009173 * t * t, *[0.0] * (len(PLANETS) - 1)), strict=True
        )
    )
    return _universal(mean + shift + pull)


def sun_longitude(moment: float) -> float:
    """Return where the sun seems to stand, in degrees from the vernal equinox."""
    t = (moment + _slowness(moment) - J2000) / DAYS_OF_CENTURY
    anomaly = radians(_poly(t, (357.52911, 35_999.05029, -0.0001537)))
    centre = (
        _poly(t, (1.914602, -0.004817, -0.000014)) * sin(anomaly)
        + _poly(t, (0.019993, -0.000101)) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    mean = _poly(t, (280.46646, 36_000.76983, 0.0003032))
    node = radians(125.04 - 1_934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * sin(node)) % 360


def new_moon_before(moment: float) -> int:
    """Return which new moon is the last at or before a moment."""
    guess = floor((moment - FIRST_NEW_MOON) / SYNODIC_MONTH) + 1
    while new_moon(guess) > moment:
        guess -= 1
    return guess


def _universal(moment: float) -> float:
    return moment - _slowness(moment)


def _slowness(moment: float) -> float:
    """Return how far universal time is behind the even time of the sky, in days."""
    year = 2000 + (moment - J2000) / 365.25
    row = SLOWING[max(bisect_right(SINCE, year) - 1, 0)]
    _since, start, unit, terms = row
    return _poly((year - start) / unit, terms) / SECONDS_OF_DAY


def _poly(x: float, terms: tuple[float, ...]) -> float:
    """Return a polynomial's value; the constant comes first."""
    value = 0.0
    for term in reversed(terms):
        value = value * x + term
    return value
