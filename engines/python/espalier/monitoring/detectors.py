"""Detectors of a change in a sequence of errors. Each takes one value after the other and says whether it finds a change there: where those
of `river` do."""

from dataclasses import dataclass
from math import inf, log, sqrt

import numpy as np


@dataclass(frozen=True)
class Change:
    found: int
    """Place of the value at which it was noticed."""
    began: int
    """Where it most likely began."""
    before: float
    after: float
    """Mean of what came between the change before and this one, and from this one until it was found."""


def changes(detector, values):
    """All changes of a sequence; after each the detector begins anew."""
    found, state, last = [], detector(), 0
    for place, value in enumerate(values.tolist()):
        if state.update(value):
            began = likeliest(values, last, place + 1)
            found.append(Change(place, began, float(values[last:began].mean()), float(values[began : place + 1].mean())))
            state, last = detector(), began
    return found


def likeliest(values, start, end):
    """Where a mean that changed once between two places did so: the split that leaves the least squares."""
    part = values[start:end]
    count = np.arange(1, len(part))
    apart = np.cumsum(part)[:-1] - count * part.mean()
    return start + 1 + int(np.argmax(np.square(apart) / (count * (len(part) - count))))


class Adwin:
    """Bifet and Gavaldà, "Learning from time-changing data with adaptive windowing", 2007. The window is kept in buckets of 1, 2, 4 …
    values, at most five of a size; when two parts of it differ in mean by more than chance allows, the older is dropped."""

    def __init__(self, delta=0.002, clock=32, most_buckets=5, fewest=5, grace=10):
        self.delta, self.clock, self.most, self.fewest, self.grace = delta, clock, most_buckets, fewest, grace
        self.rows = [[]]
        """By size, the oldest bucket of a row first: `(sum, squares around the mean)`."""
        self.width, self.total, self.squares, self.seen = 0, 0.0, 0.0, 0

    def update(self, value):
        self.insert(value)
        self.seen += 1
        if self.seen % self.clock or self.width <= self.grace:
            return False
        changed = False
        while self.cut():
            self.drop()
            changed = True
        return changed

    def insert(self, value):
        if self.width:
            self.squares += self.width * (value - self.total / self.width) ** 2 / (self.width + 1)
        self.width += 1
        self.total += value
        self.rows[0].append((value, 0.0))
        for size, row in enumerate(self.rows):
            if len(row) <= self.most:
                break
            if size + 1 == len(self.rows):
                self.rows.append([])
            self.rows[size + 1].append(merged(row.pop(0), row.pop(0), 2**size))

    def cut(self):
        """Whether some two parts of the window differ."""
        older, older_total = 0, 0.0
        newest = self.width - 1
        deviation = log(2 * log(self.width) / self.delta) if self.width > 1 else 0.0
        spread = self.squares / self.width
        for size in range(len(self.rows) - 1, -1, -1):
            for total, _ in self.rows[size]:
                older += 2**size
                older_total += total
                newer = self.width - older
                if older > newest or newer < self.fewest:
                    return False
                if older < self.fewest:
                    continue
                parts = 1 / (older - self.fewest + 1) + 1 / (newer - self.fewest + 1)
                allowed = sqrt(2 * parts * spread * deviation) + 2 / 3 * deviation * parts
                if abs(older_total / older - (self.total - older_total) / newer) > allowed:
                    return True
        return False

    def drop(self):
        """The oldest bucket."""
        size = len(self.rows) - 1
        while not self.rows[size]:
            size -= 1
        total, squares = self.rows[size].pop(0)
        count = 2**size
        self.width -= count
        self.total -= total
        if self.width:
            apart = total / count - self.total / self.width
            self.squares -= squares + count * self.width * apart**2 / (count + self.width)
        else:
            self.squares = 0.0
        while len(self.rows) > 1 and not self.rows[-1]:
            self.rows.pop()


def merged(one, other, count):
    apart = one[0] / count - other[0] / count
    return one[0] + other[0], one[1] + other[1] + count * count * apart**2 / (2 * count)


class Ddm:
    """Gama et al., "Learning with drift detection", 2004: of zeros and ones. A rate of errors three deviations above the lowest there was is
    a change."""

    def __init__(self, warm=30, drift=3.0):
        self.warm, self.drift = warm, drift
        self.count, self.rate = 0, 0.0
        self.lowest, self.lowest_rate, self.lowest_spread = inf, 0.0, 0.0

    def update(self, value):
        self.count += 1
        self.rate += (value - self.rate) / self.count
        spread = sqrt(self.rate * (1 - self.rate) / self.count)
        if self.count <= self.warm:
            return False
        level = self.rate + spread
        if level <= self.lowest:
            self.lowest, self.lowest_rate, self.lowest_spread = level, self.rate, spread
        return level > self.lowest_rate + self.drift * self.lowest_spread


class PageHinkley:
    """Page, "Continuous inspection schemes", 1954, for a mean that rises: the sum of what is above it, less `delta`, since its lowest point."""

    def __init__(self, delta=0.005, threshold=50.0, alpha=0.9999, fewest=30):
        self.delta, self.threshold, self.alpha, self.fewest = delta, threshold, alpha, fewest
        self.count, self.mean, self.sum, self.lowest = 0, 0.0, 0.0, inf

    def update(self, value):
        self.count += 1
        self.mean += (value - self.mean) / self.count
        self.sum = self.alpha * self.sum + value - self.mean - self.delta
        self.lowest = min(self.lowest, self.sum)
        return self.count >= self.fewest and self.sum - self.lowest > self.threshold
