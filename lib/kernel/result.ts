/** An expected outcome: either a value, or a refusal that the caller must look at. Refusals are never thrown. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; refusal: E };

/** A successful result. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** A refused result. */
export const refuse = <E>(refusal: E): { ok: false; refusal: E } => ({ ok: false, refusal });
