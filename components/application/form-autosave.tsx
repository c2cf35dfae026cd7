'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import type { FormAction } from '@/lib/command';

/** How long nothing must be typed before it is saved, and how long after a failure it is tried again; in milliseconds. */
const PAUSE = 1500;
const AGAIN = 10_000;

interface FormAutosaveProps {
  /** Id of the form that it saves; it may stand outside it. */
  form: string;
  action: FormAction;
  /** As the server has it now; the form goes by what it read and saved itself. */
  version: number;
  /** When the working copy was saved last, as 10:42. */
  savedAt: string;
  /** Where the self-check is. */
  checkHref: string;
  /** Something is filled in that the server does not have yet. */
  unsaved?: boolean;
  /** What stands between the state and the buttons. */
  children?: ReactNode;
}

type Said = { kind: 'saved'; at: string } | { kind: 'typing' | 'saving' | 'offline' } | { kind: 'refused'; text: string };

/** What would be sent, without the envelope. */
const contentOf = (data: FormData): string => JSON.stringify([...data].filter(([name]) => !name.startsWith('_') && name !== 'rowAct' && name !== 'go'));

const formOf = (id: string) => document.getElementById(id) as HTMLFormElement | null;

const clock = () => new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' });

/**
 * Saves a form a moment after something was typed and when a field is left, and says so. Nothing is kept in the
 * browser. What somebody else saved meanwhile is never written over without being asked. Without scripts its buttons submit the form.
 */
export function FormAutosave({ form: formId, action, version, savedAt, checkHref, unsaved = false, children }: FormAutosaveProps) {
  const router = useRouter();
  const [said, setSaid] = useState<Said>({ kind: 'saved', at: savedAt });
  const known = useRef(version);
  /** The same, for what is shown. */
  const [mine, setMine] = useState(version);
  const newest = useRef(version);
  const saved = useRef<string | null>(null);
  const key = useRef<string | null>(null);
  /** What was sent and not answered; it is sent again as it was before anything newer. */
  const unanswered = useRef<FormData | null>(null);
  const running = useRef<Promise<boolean> | null>(null);
  /** Somebody else has saved: nothing is sent until it is decided what counts. */
  const waits = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    newest.current = version;
  }, [version]);

  const send = useCallback(async (form: HTMLFormElement): Promise<boolean> => {
    for (;;) {
      const data = unanswered.current ?? new FormData(form);
      if (!unanswered.current) {
        if (contentOf(data) === saved.current) {
          setSaid((was) => (was.kind === 'saved' ? was : { kind: 'saved', at: clock() }));
          return true;
        }
        data.delete('rowAct');
        data.delete('go');
        data.set('_version', String(known.current));
        if (key.current) data.set('_key', key.current);
      }
      setSaid({ kind: 'saving' });
      unanswered.current = data;
      let reply;
      try {
        reply = await action(null, data);
      } catch {
        setSaid({ kind: 'offline' });
        return false;
      }
      unanswered.current = null;
      key.current = reply.key;
      const fault = reply.message ?? Object.values(reply.submission?.error ?? {}).flatMap((list) => list ?? [])[0];
      if (fault !== undefined) {
        setSaid({ kind: 'refused', text: fault });
        // Learns whether somebody else has saved meanwhile.
        router.refresh();
        return false;
      }
      known.current += 1;
      setMine(known.current);
      saved.current = contentOf(data);
      setSaid({ kind: 'saved', at: clock() });
    }
  }, [action, router]);

  /** Saves what is there; true when the server has all of it. One at a time. */
  const save = useCallback(async (): Promise<boolean> => {
    const form = formOf(formId);
    if (!form) return false;
    clearTimeout(timer.current);
    while (running.current) await running.current;
    running.current = send(form);
    const done = await running.current;
    running.current = null;
    return done;
  }, [send, formId]);

  useEffect(() => {
    const form = formOf(formId);
    if (!form) return;
    if (saved.current === null) {
      saved.current = unsaved ? '' : contentOf(new FormData(form));
      if (unsaved) timer.current = setTimeout(() => void save(), 0);
    }
    const isChanged = () => unanswered.current !== null || contentOf(new FormData(form)) !== saved.current;
    const onInput = () => {
      if (waits.current || !isChanged()) return;
      setSaid((was) => (was.kind === 'refused' || was.kind === 'offline' ? was : { kind: 'typing' }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), PAUSE);
    };
    const onLeave = () => {
      if (!waits.current && isChanged()) void save();
    };
    const onSubmit = (event: SubmitEvent) => {
      event.preventDefault();
      event.stopPropagation();
      if (waits.current) return;
      const goes = (event.submitter as HTMLButtonElement | null)?.name === 'go';
      void save().then((done) => {
        if (done && goes) router.push(checkHref);
      });
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isChanged()) event.preventDefault();
    };
    form.addEventListener('input', onInput);
    form.addEventListener('change', onInput);
    form.addEventListener('focusout', onLeave);
    form.addEventListener('submit', onSubmit, true);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      clearTimeout(timer.current);
      form.removeEventListener('input', onInput);
      form.removeEventListener('change', onInput);
      form.removeEventListener('focusout', onLeave);
      form.removeEventListener('submit', onSubmit, true);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [save, router, checkHref, formId, unsaved]);

  useEffect(() => {
    if (said.kind !== 'offline') return;
    const again = setTimeout(() => void save(), AGAIN);
    return () => clearTimeout(again);
  }, [said, save]);

  const isConflict = said.kind === 'refused' && version !== mine;
  useEffect(() => {
    waits.current = isConflict;
  }, [isConflict]);
  const overwrite = () => {
    waits.current = false;
    known.current = newest.current;
    setMine(known.current);
    void save();
  };
  return (
    <div className="savebar">
      <div className="saying" role="status">
        {said.kind === 'saved' && <span><Icon name="ok" size={14} />已保存 {said.at}</span>}
        {said.kind === 'typing' && <span>尚未保存</span>}
        {said.kind === 'saving' && <span>正在保存</span>}
        {said.kind === 'offline' && <span className="c-block"><Icon name="block" size={14} />保存失败，稍后自动重试；内容都还在本页 <button type="button" className="btn quiet" onClick={() => void save()}>重试</button></span>}
        {said.kind === 'refused' && !isConflict && <span className="c-block"><Icon name="block" size={14} />保存失败：{said.text} <button type="button" className="btn quiet" onClick={() => void save()}>重试</button></span>}
        {isConflict && (
          <span className="c-block">
            <Icon name="block" size={14} />这份申请在别处有了新的改动，本页的内容没有保存，都还在
            <button type="button" className="btn quiet" onClick={overwrite}>以本页内容为准</button>
            <button type="button" className="btn quiet" onClick={() => { saved.current = contentOf(new FormData(formOf(formId)!)); location.reload(); }}>放弃本页，改用最新内容</button>
          </span>
        )}
      </div>
      {children}
      <div className="ta">
        <button type="submit" form={formId} className="btn">保存</button>
        <button type="submit" form={formId} name="go" value="check" className="btn primary">保存并自查</button>
      </div>
    </div>
  );
}
