import * as z from "zod/mini";
import type { Problem } from "../../values/issue.js";
import { isObject, ownValue } from "../../values/plain-object.js";
import { quote, quoteList } from "../../values/quote.js";
import { didYouMean, nearestWord, type Synonyms, suggestion } from "../../values/suggest.js";
import { missingKey, typeProblem } from "../shape/shape-problems.js";

/** What the JSON Schema adds for editors. The schema itself checks none of it. */
interface EditorHelp {
  readonly description?: string;
  readonly enumDescriptions?: readonly string[];
  readonly defaultSnippets?: readonly {
    readonly label: string;
    readonly description?: string;
    readonly body: unknown;
  }[];
  readonly examples?: readonly unknown[];
  /** A regular expression for editors only. Our own checks explain such mistakes better than a schema can. */
  readonly pattern?: string;
  /** What Visual Studio Code says of a text that does not fit the pattern. */
  readonly patternErrorMessage?: string;
}

/** The form of an id: of a channel, a step, a request type, a schedule, … */
export const ID = /^(?![0-9]+$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;

const ID_MESSAGE = "write letters and digits, with `-`, `_` or `.` between them, such as phone-desk";

export const MAX_ID_LENGTH = 64;
export const MAX_NAME_LENGTH = 200;
export const MAX_TEXT_LENGTH = 1000;

/**
 * Makes a schema for an object with these keys and no others.
 *
 * The message for an unknown key carries the known keys, for a "did you mean".
 */
export function closed<Shape extends z.core.$ZodShape>(shape: Shape, help: EditorHelp = {}) {
  const keys = Object.keys(shape).join(" ");
  return z
    .strictObject(shape, { error: ({ code }) => (code === "unrecognized_keys" ? keys : undefined) })
    .check(z.meta({ ...help }));
}

export function id(description: string) {
  return z
    .string()
    .check(z.maxLength(MAX_ID_LENGTH), z.regex(ID), z.meta({ description, patternErrorMessage: ID_MESSAGE }));
}

/** Makes a schema for a text for people: no line breaks, nothing invisible. */
export function text(description: string) {
  return z.string().check(z.maxLength(MAX_TEXT_LENGTH), z.refine(isPlainText), z.meta({ description }));
}

export function flag(description: string) {
  return z.exactOptional(z.boolean()).check(z.meta({ description }));
}

/** Makes a schema for a name for people, which is not empty. */
export function nonEmptyText(description: string) {
  return z.string().check(z.minLength(1), z.maxLength(MAX_NAME_LENGTH), z.refine(isPlainText), z.meta({ description }));
}

/** A problem of a value, or of one of its keys. */
export interface ShapeProblem extends Problem {
  readonly key?: string;
  /** Points at the key instead of its value. */
  readonly on?: "key";
}

/** Returns the schemas that the value must satisfy, or why there are none. */
type Choose = (value: unknown) => readonly z.ZodMiniType[] | ShapeProblem;

/** Makes a schema for a value with one of several shapes. Reports problems of the shape that was meant, not of all shapes. */
export function oneOf<T>(
  shapes: () => readonly z.ZodMiniType[],
  choose: Choose,
  help: EditorHelp & { readonly definition?: string } = {},
): z.ZodMiniType<T> {
  const schema = z.unknown().check(
    (payload) => {
      const chosen = choose(payload.value);
      if ("problem" in chosen) {
        const { value: input } = payload;
        payload.issues.push({ code: "custom", input, path: [], message: chosen.code, params: { shape: chosen } });
        return;
      }
      for (const shape of chosen) {
        const { error } = shape.safeParse(payload.value);
        for (const issue of error?.issues ?? [])
          payload.issues.push({ ...issue, input: undefined } as z.core.$ZodRawIssue);
      }
    },
    z.meta({ ...help }),
  );
  alternatives.set(schema, shapes);
  return schema as unknown as z.ZodMiniType<T>;
}

/** Chooses a shape by the `type` of a value. The words are for messages. */
export function chooseByType(
  shapes: Readonly<Record<string, z.ZodMiniType>>,
  subject: string,
  words: { readonly type: string; unknownType(type: string): string; readonly synonyms?: Synonyms },
): Choose {
  const types = Object.keys(shapes);
  const choices = `write ${quoteList(types, "or")}`;
  return (value) => {
    if (!isObject(value)) return typeProblem(subject, "an object", value);
    const type = ownValue(value, "type");
    const misspelt = Object.keys(value).find((key) => nearestWord(key, ["type"]) !== null);
    if (type === undefined && misspelt !== undefined) {
      const hint = suggestion(misspelt, "type", (quoted) => `write ${quoted} for ${quote(misspelt)}`);
      return { ...missingKey(words.type, hint), key: "type" };
    }
    if (type === undefined) return { ...missingKey(words.type, choices), key: "type" };
    if (typeof type !== "string") return { ...typeProblem(words.type, "a text", type), key: "type" };
    const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (shape !== undefined) return [shape];
    const hint = didYouMean(type, types, choices, words.synonyms);
    return { code: "invalid-value", problem: words.unknownType(type), hint, key: "type" };
  };
}

/** The shapes of each {@link oneOf}, for the JSON Schema. */
export const alternatives = new WeakMap<z.core.$ZodType, () => readonly z.ZodMiniType[]>();

/** Control characters, marks that change the direction of writing, line separators and halves of a surrogate pair. */
export const FORBIDDEN_CHARACTER = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

export function isPlainText(value: string): boolean {
  return !FORBIDDEN_CHARACTER.test(value);
}

/** A value of a fact: any text in which nothing is invisible. */
export const plainTextSchema = z.string().check(z.refine(isPlainText));
