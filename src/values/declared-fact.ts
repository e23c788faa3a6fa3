/** Something the backend tells of the customer. Without `default`, every request must give it. */
export type DeclaredFact = BooleanFact | StringFact | NumberFact;

export interface BooleanFact {
  readonly type: "boolean";
  readonly description?: string;
  readonly default?: boolean;
}

export interface StringFact {
  readonly type: "string";
  readonly description?: string;
  readonly values?: readonly string[];
  readonly default?: string;
}

export interface NumberFact {
  readonly type: "integer" | "number";
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
}
