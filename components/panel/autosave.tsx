'use client';

import { Fragment, startTransition, useEffect, useRef, useState } from 'react';
import { focusField, type FieldFault } from '@/components/ui/error-summary';
import type { FormAction } from '@/lib/command';

interface AutosaveProps {
  action: FormAction;
  /** Made on the server; the key of the first saving. */
  formKey: string;
  /** Milliseconds without typing before it saves. */
  after?: number;
}

/**
 * Saves the form around it when the typing pauses, and says so. What cannot be saved stays in the form, and every field at fault is named. Every saving makes the
 * next version of what is saved; a submission waits for the saving that is under way.
 */
export function Autosave({ action, formKey, after = 2000 }: AutosaveProps) {
  const ref = useRef<HTMLParagraphElement>(null);
  const key = useRef(formKey);
  const latest = useRef(action);
  const [said, setSaid] = useState<{ text: string; bad?: boolean; faults?: readonly FieldFault[] }>({ text: '' });
  useEffect(() => {
    latest.current = action;
  }, [action]);
  useEffect(() => {
    const form = ref.current?.closest('form');
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isSaving = false;
    /** The version that the last saving made; the page may learn of it later. */
    let made = 0;
    let waiting: HTMLElement | null | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, after);
    };
    const save = () => {
      if (isSaving || form.querySelector('dialog[open]')) return later();
      isSaving = true;
      const data = new FormData(form);
      data.set('_key', key.current);
      startTransition(async () => {
        try {
          const state = await latest.current(null, data);
          key.current = state.key;
          const faults = Object.entries(state.submission?.error ?? {}).flatMap(([name, list]) => (list ?? []).map((text): FieldFault => ({ text, ...(name ? { href: `#${name}` } : {}) })));
          const isKept = !state.message && faults.length === 0;
          if (isKept) made = Number(data.get('_version') ?? 0) + 1;
          const now = new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' });
          setSaid(isKept ? { text: `${now} 已自动保存` } : { text: `未能自动保存：${state.message ?? ''}`, bad: true, faults });
        } catch {
          setSaid({ text: '未能自动保存，请检查网络后保存', bad: true });
        } finally {
          isSaving = false;
          if (waiting !== undefined) form.requestSubmit(waiting);
          waiting = undefined;
        }
      });
    };
    const onInput = () => {
      setSaid({ text: '' });
      later();
    };
    const onSubmit = (event: SubmitEvent) => {
      clearTimeout(timer);
      if (!isSaving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = event.submitter;
    };
    const onData = ({ formData }: FormDataEvent) => {
      if (made > Number(formData.get('_version') ?? 0)) formData.set('_version', String(made));
    };
    form.addEventListener('input', onInput);
    form.addEventListener('submit', onSubmit, true);
    form.addEventListener('formdata', onData);
    return () => {
      clearTimeout(timer);
      form.removeEventListener('input', onInput);
      form.removeEventListener('submit', onSubmit, true);
      form.removeEventListener('formdata', onData);
    };
  }, [after]);
  return (
    <p ref={ref} role="status" className={`saved ${said.bad ? 'c-block' : ''}`}>
      {said.text}{said.faults?.map(({ text, href }, i) => <Fragment key={`${href} ${text}`}>{i > 0 && '；'}{href ? <a href={href} onClick={focusField}>{text}</a> : text}</Fragment>)}
    </p>
  );
}
