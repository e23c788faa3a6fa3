import * as z from "zod";
import type { Problem } from "../../values/issue.js";

/** What an editor shows beside completion and validation; none of it is checked here. */
export interface EditorHelp {
  readonly description?: string;
  readonly enumDescriptions?: readonly string[];
  readonly defaultSnippets?: readonly {
    readonly label: string;
    readonly description?: string;
    readonly body: unknown;
  }[];
  readonly examples?: readonly unknown[];
  /** A regular expression for editors, where the check has better words than a schema's. */
  readonly pattern?: string;
}

/** Names of channels, steps, request types, schedules, … */
export const ID = /^(?![0-9]+$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;

export const MAX_ID_LENGTH = 64;
export const MAX_NAME_LENGTH = 200;
export const MAX_TEXT_LENGTH = 1000;

/**
 * An object with these keys and no others.
 *
 * The message of an unknown key carries the keys that are known here, for a "did you mean".
 */
export function closed<Shape extends z.ZodRawShape>(shape: Shape, help: EditorHelp = {}) {
  const keys = Object.keys(shape).join(" ");
  return z
    .strictObject(shape, { error: ({ code }) => (code === "unrecognized_keys" ? keys : undefined) })
    .meta({ ...help });
}

/** An id that people choose. */
export function id(description: string) {
  return z.string().max(MAX_ID_LENGTH).regex(ID).meta({ description });
}

/** Words for people to read: no line breaks, nothing invisible. */
export function text(description: string, maxLength = MAX_TEXT_LENGTH) {
  return z.string().max(maxLength).refine(isPlainText).meta({ description });
}

/** What a thing is called, for people: not empty. */
export function name(description: string) {
  return z.string().min(1).max(MAX_NAME_LENGTH).refine(isPlainText).meta({ description });
}

/** A problem of the value itself, or of one of its keys. */
export interface ShapeProblem extends Problem {
  readonly key?: string;
  /** Points at the key instead of its value. */
  readonly on?: "key";
}

/** The shapes that a value was meant to have, all of which it must fit; or why it has none. */
type Choose = (value: unknown) => readonly z.ZodType[] | ShapeProblem;

/** A value of one of several shapes. Problems are told of the shape that was meant, not of all. */
export function oneOf<T>(
  shapes: () => readonly z.ZodType[],
  choose: Choose,
  help: EditorHelp & { readonly definition?: string } = {},
): z.ZodType<T> {
  const schema = z
    .unknown()
    .check((payload) => {
      const chosen = choose(payload.value);
      if ("problem" in chosen) {
        payload.issues.push({
          code: "custom",
          input: payload.value,
          path: [],
          message: chosen.code,
          params: { shape: chosen },
        });
        return;
      }
      for (const shape of chosen) {
        const { error } = shape.safeParse(payload.value);
        for (const issue of error?.issues ?? [])
          payload.issues.push({ ...issue, input: undefined } as z.core.$ZodRawIssue);
      }
    })
    .meta({ ...help });
  alternatives.set(schema, shapes);
  return schema as unknown as z.ZodType<T>;
}

/** The shapes of each {@link oneOf}, for the JSON Schema. */
export const alternatives = new WeakMap<z.core.$ZodType, () => readonly z.ZodType[]>();

/** Control characters, what turns the direction of writing, line separators, halves of a character. */
export const FORBIDDEN_CHARACTER = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** Holds none of them. */
export function isPlainText(value: string): boolean {
  return !FORBIDDEN_CHARACTER.test(value);
}

/** What a fact may be: any text in which nothing is invisible. */
export const plainText = z.string().refine(isPlainText);
