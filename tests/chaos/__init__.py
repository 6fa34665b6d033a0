"""Many clients, and somebody who kills: nothing acknowledged is lost, nothing is done twice."""
