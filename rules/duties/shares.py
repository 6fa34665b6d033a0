"""What each owes of a pool: its pledges filled like water up to the target (Rulebook 5.13).

Owns the sharing alone. It must never know seats or an order of theirs: who carries an odd step is
for the caller's `rank`, which has to be the same whoever else pledges.
"""

from collections.abc import Mapping


def shares(
    pledges: Mapping[str, int], target: int, step: int, rank: Mapping[str, int]
) -> Mapping[str, int]:
    """Return what each owes, in whole steps, of pledges that are whole steps too (Rulebook 5.13).

    Steps are laid one by one on whoever carries least and can carry more, among equals on the
    lowest rank. So they sum to the target or to all there is, nobody gives over its pledge, and
    one more pledge raises nobody's share.
    """
    steps = sorted(
        (height, rank[name], name)
        for name, pledge in pledges.items()
        for height in range(pledge // step)
    )
    owed = dict.fromkeys(pledges, 0)
    for _, _, name in steps[: target // step]:
        owed[name] += step
    return owed
