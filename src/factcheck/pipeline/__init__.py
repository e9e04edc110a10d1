"""The verbs in order, from room to room: the only modules that know all of them."""
