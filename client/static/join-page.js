// Boots the page behind a link.

import { joinByLink } from "./lobby/join.js";

joinByLink(document.getElementById("page"));
