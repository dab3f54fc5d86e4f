// Loaded on every page.
import "htmx.org";
import { closeMenusOutside } from "../menus";
import { followJobs } from "../progress";
import { sendTokenWithRequests } from "../token";
import { postLinks } from "../post-links";

sendTokenWithRequests();
postLinks();
closeMenusOutside();
followJobs();
