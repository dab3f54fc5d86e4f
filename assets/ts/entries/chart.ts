// Draws the charts of an indicator's page from the JSON beside them. Canvas and richText: the policy admits no inline style.
import { drawCharts } from "../chart";

drawCharts(document);
