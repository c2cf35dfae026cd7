'use client';

import { startTransition, useId, useRef, useState, type MouseEvent, type ReactNode } from 'react';
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

/** Asks before its form is submitted; stands inside that form. The browser itself opens the question where the scripts have not come. */
export function ConfirmDialog({
  label, variant = 'danger', wide, title, children, confirmLabel = label, pendingText = '正在提交', formAction, prepare,
}: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const unasked = useRef<HTMLButtonElement>(null);
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
    } else if (!formAction && [...form.elements].some((e) => 'validity' in e && (e.validity as ValidityState).valueMissing)) {
      // What is missing is said before the question is put; what the marks ask for is asked by the form's own act.
      return form.requestSubmit(unasked.current);
    }
    dialog.current?.showModal();
  };
  return (
    <>
      {/* The Enter key in a field presses the first button that submits. It leads to the question; where the scripts have not come, the wrapper of server actions looks at the form and does nothing. */}
      <button type="submit" ref={unasked} formAction={formAction} name="_ask" value="true" hidden tabIndex={-1} onClick={ask} />
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
