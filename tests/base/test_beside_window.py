"""What long work changes in the interpreter is given back, however it ends."""

from __future__ import annotations

import gc
import sys

import pytest

from fonds.base.beside_window import TURN, beside_window


def test_all_is_as_before_when_it_ends() -> None:
    usual, frozen = sys.getswitchinterval(), gc.get_freeze_count()
    with pytest.raises(ZeroDivisionError), beside_window():
        assert gc.get_freeze_count() > frozen
        assert sys.getswitchinterval() == pytest.approx(TURN)
        raise ZeroDivisionError
    assert gc.get_freeze_count() <= frozen
    assert sys.getswitchinterval() == usual
    with beside_window():
        with beside_window():
            pass
        assert gc.get_freeze_count() <= frozen
    assert sys.getswitchinterval() == usual
