'use client';

import { createContext, startTransition, useContext, useId, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { buttonClass, type ButtonVariant } from './button';

interface ConfirmDialogProps {
  /** Of the button in the page; names the act. */
  label: ReactNode;
  variant?: ButtonVariant;
  wide?: boolean;
  /** The question, such as 取消渝岚医院挂靠单位资格？ */
  title: string;
  /** What cannot be undone. */
  children: ReactNode;
  /** Of the button that does it; defaults to `label`. */
  confirmLabel?: ReactNode;
  pendingText?: string;
  /** What the form does instead of its own action. */
  formAction?: (form: FormData) => void;
  /**
   * Looks at the form before the question is put: null if something is missing, otherwise the question in the words of what was
   * entered. A form that misses something is sent with `checkOnly`, so that the server names every fault and does nothing.
   */
  prepare?: (form: HTMLFormElement) => { title: string; body: ReactNode } | null;
}

/** A field that is marked as required and empty. */
export interface MissingField {
  name: string;
  /** What to do, such as 请填写理由. */
  text: string;
}

/** How the form around a question names what is missing, before the question is put. */
export const NameMissing = createContext<((fields: readonly MissingField[]) => void) | null>(null);

/** The required fields of a form that are empty, each once, in their order. */
function missingIn(form: HTMLFormElement): MissingField[] {
  const found = new Map<string, string>();
  for (const e of form.elements) {
    if (!(e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement || e instanceof HTMLSelectElement) || !e.validity.valueMissing || found.has(e.name)) continue;
    const said = e.type === 'radio' ? e.closest('fieldset')?.querySelector('legend') : e.labels?.[0];
    const label = (said?.textContent ?? '').replace(/\s*\*\s*$/, '');
    found.set(e.name, e.type === 'checkbox' ? `请先确认：${label}` : `${e.type === 'radio' || e instanceof HTMLSelectElement ? '请选择' : '请填写'}${label}`);
  }
  return [...found].map(([name, text]) => ({ name, text }));
}

/** Asks before its form is submitted; stands inside that form. The browser itself opens the question where the scripts have not come. */
export function ConfirmDialog({
  label, variant = 'danger', wide, title, children, confirmLabel = label, pendingText = '正在提交', formAction, prepare,
}: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const nameMissing = useContext(NameMissing);
  const check = useRef<HTMLButtonElement>(null);
  const [prepared, setPrepared] = useState<{ title: string; body: ReactNode } | null>(null);
  const id = useId();
  const heading = `${id}h`;
  const { pending } = useFormStatus();
  const ask = (event: MouseEvent<HTMLButtonElement>) => {
    event.preventDefault();
    const form = event.currentTarget.form;
    if (pending || !form) return;
    if (prepare) {
      const words = prepare(form);
      if (!words && !formAction) return form.requestSubmit(check.current);
      // A button that says what its form does instead cannot have a name of its own.
      if (!words && formAction) {
        const data = new FormData(form);
        data.set('checkOnly', 'true');
        return startTransition(() => formAction(data));
      }
      setPrepared(words);
    } else if (nameMissing && !formAction) {
      // What is missing is named before the question is put; what the marks ask for is asked by the form's own act.
      const missing = missingIn(form);
      if (missing.length > 0) return nameMissing(missing);
    }
    dialog.current?.showModal();
  };
  return (
    <>
      {/* The Enter key in a field presses the first button that submits. It leads to the question; where the scripts have not come, the wrapper of server actions looks at the form and does nothing. */}
      <button type="submit" formAction={formAction} name="_ask" value="true" hidden tabIndex={-1} onClick={ask} />
      <button type="button" className={buttonClass(variant, wide)} aria-haspopup="dialog" aria-disabled={pending || undefined} onClick={ask} {...{ command: 'show-modal', commandfor: id }}>
        {pending ? pendingText : label}
      </button>
      {prepare && !formAction && <button type="submit" ref={check} name="checkOnly" value="true" hidden tabIndex={-1} />}
      <dialog id={id} ref={dialog} className="dialog" aria-labelledby={heading}>
        <h2 id={heading}>{prepared?.title ?? title}</h2>
        <div className="body">{prepared?.body ?? children}</div>
        <div className="acts">
          <button type="button" className="btn" onClick={() => dialog.current?.close()} {...{ command: 'close', commandfor: id }}>返回</button>
          <button type="submit" formAction={formAction} className={buttonClass(variant)} onClick={() => dialog.current?.close()}>{confirmLabel}</button>
        </div>
      </dialog>
    </>
  );
}
