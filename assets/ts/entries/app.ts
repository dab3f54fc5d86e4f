// Loaded on every page.
import "htmx.org";
import { copyOnClick } from "../copy";
import { scrollToLit } from "../lit";
import { focusOnSlash } from "../find";
import { closeMenusOutside } from "../menus";
import { printOnClick } from "../print";
import { followJobs } from "../progress";
import { sendTokenWithRequests } from "../token";
import { postLinks } from "../post-links";

sendTokenWithRequests();
postLinks();
closeMenusOutside();
focusOnSlash();
followJobs();
copyOnClick(document);
scrollToLit(document);
printOnClick(document);
