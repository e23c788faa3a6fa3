/** What the contact centre reports for one channel and language; what is left out is unknown. */
export interface AgentAvailability {
  /** Agents free now. */
  readonly available: number;
  /** Agents on duty, free or not. */
  readonly staffed?: number;
  readonly estimatedWaitSeconds?: number;
  readonly contactsInQueue?: number;
}
