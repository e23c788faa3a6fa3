/** What the contact centre reports about its agents for one channel and language. An absent field is unknown. */
export interface AgentAvailability {
  /** Agents who are free now: a whole number, 0 or more. */
  readonly available: number;
  /** Agents who are on duty, free or not. */
  readonly staffed?: number;
  /** How long a customer would wait. */
  readonly estimatedWaitSeconds?: number;
  /** Customers who are waiting already. */
  readonly contactsInQueue?: number;
}
