// Boots the lobby.

import { openLobby } from "./lobby/lobby.js";

openLobby(document.getElementById("page"));
