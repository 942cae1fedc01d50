type ListErrorCode = 'BadRequest' | 'BadPage' | 'UnprocessableEntity';

/** A refusal in the structured form of list-employees; the code of a 422 is inferred. */
export class ListError extends Error {
  readonly code: ListErrorCode;

  constructor(code: ListErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  /** 422 for filters (corrections §1), 400 for everything else. */
  get status(): 400 | 422 {
    return this.code === 'UnprocessableEntity' ? 422 : 400;
  }
}
