import { type Prose, textOf, toSpans } from "../../words/prose.js";
import { breakLines, splitWords, widthOf } from "./lines.js";
import { paint } from "./paint.js";
import { displayWidth, plainText } from "./plain-text.js";
import type { Screen } from "./screen.js";

export interface FlowOptions {
  /** Columns before every line. */
  readonly indent?: number;
  /** Stands in the indent of the first line. A label that is as wide as the indent gets a line of its own. */
  readonly label?: Prose;
}

/** Breaks prose into painted lines that fit the screen. A word that is longer than a line is cut. */
export function flow(prose: Prose, screen: Screen, { indent = 0, label = "" }: FlowOptions = {}): string[] {
  const broken = breakLines(splitWords(prose), Math.max(screen.width - indent, NARROWEST));
  const lines = broken.length === 0 ? [[]] : broken;
  const head = toSpans(label);
  const labelWidth = displayWidth(plainText(textOf(head)).trimEnd());
  const labelFits = labelWidth < indent || labelWidth === 0;
  const painted = lines.map((line, index) => {
    const before = index === 0 && labelFits ? head : [];
    return paint([...before, " ".repeat(Math.max(indent - widthOf(before), 0)), ...line], screen).trimEnd();
  });
  return labelFits ? painted : [paint(head, screen), ...painted];
}

const NARROWEST = 20;
