// Loaded on every page.
import "htmx.org";
import { closeMenusOutside } from "../menus";
import { sendTokenWithRequests } from "../token";
import { postLinks } from "../post-links";

sendTokenWithRequests();
postLinks();
closeMenusOutside();
