/** The day on which retention first found a folder of signatures in a state. It holds no personal data. */
export interface RetentionMark {
  readonly state: string;
  readonly folder: string;
  /** A day, such as `2016-01-31`. */
  readonly since: string;
}

/** The marks of retention. Every method throws `StoreUnavailable` if the store does not confirm. */
export interface RetentionMarks {
  readonly all: () => Promise<RetentionMark[]>;
  readonly add: (mark: RetentionMark) => Promise<void>;
  /** Resolves also if there is no such mark. */
  readonly remove: (mark: RetentionMark) => Promise<void>;
}
