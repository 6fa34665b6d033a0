"""The keyed hash is the standard one."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from rules.keyed import keyed


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_it_is_hmac_sha_256_over_and_over(key, said):
    expected = hmac.digest(key, said, hashlib.sha256)
    assert keyed(key, said) == keyed(key, said) == expected
