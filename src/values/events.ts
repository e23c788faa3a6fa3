export type RuleEvent = OfferEvent | WithholdEvent | PreferEvent | AdviseEvent;

export interface OfferEvent {
  readonly type: "offer";
  readonly params: { readonly channels: readonly string[] };
}

export interface WithholdEvent {
  readonly type: "withhold";
  readonly params: { readonly channels: readonly string[]; readonly reason: string };
}

export interface PreferEvent {
  readonly type: "prefer";
  readonly params: { readonly channels: readonly string[] };
}

export interface AdviseEvent {
  readonly type: "advise";
  readonly params: { readonly steps: readonly string[] };
}
