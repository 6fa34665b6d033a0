"""The tests mirror rules/, server/ and client/."""
