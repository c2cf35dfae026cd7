'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useSyncExternalStore, type ChangeEvent } from 'react';
import { Icon } from '@/components/ui/icon';
import { buttonClass } from '@/components/ui/button';

interface FileUploadProps {
  /** Where the file goes. */
  action: string;
  fieldId: string;
  label: string;
  accept: string;
  /** In bytes. */
  mostEach: number;
}

interface Going {
  key: number;
  name: string;
  /** In percent; null when it is over. */
  percent: number | null;
  fault: string | null;
}

const nothing = () => () => undefined;

/** Sends one file and tells how far it has come; an error message, or null when it is there. */
function sendFile(action: string, file: File, told: (percent: number) => void): Promise<string | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file);
    request.open('POST', action);
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => told(event.total > 0 ? Math.floor((event.loaded / event.total) * 100) : 0);
    request.onerror = () => resolve('上传中断，请检查网络后重新上传');
    request.onload = () => {
      let message = '没有上传，请稍后再试';
      try {
        message = (JSON.parse(request.responseText) as { message: string }).message;
      } catch {
        // Not from the route.
      }
      resolve(request.status === 200 ? null : message);
    };
    request.send(form);
  });
}

/** Chooses files and uploads them one after the other. Without scripts it is a plain form for one file. */
export function FileUpload({ action, fieldId, label, accept, mostEach }: FileUploadProps) {
  const router = useRouter();
  const [going, setGoing] = useState<readonly Going[]>([]);
  const next = useRef(0);
  // Without scripts the browser's own control stays, and a button beside it.
  const hasScripts = useSyncExternalStore(nothing, () => true, () => false);
  const id = `files-${fieldId}`;
  const change = (key: number, part: Partial<Going>) => setGoing((was) => was.map((g) => (g.key === key ? { ...g, ...part } : g)));
  const upload = async (files: readonly File[]) => {
    const lines = files.map((file) => ({ file, key: (next.current += 1) }));
    setGoing((was) => [...was.filter((g) => g.percent !== null), ...lines.map(({ file, key }) => ({ key, name: file.name, percent: 0, fault: null }))]);
    for (const { file, key } of lines) {
      const fault = file.size > mostEach ? `文件超过${mostEach / 1_000_000}MB，请压缩或者分成几个文件后再上传` : file.size === 0 ? '文件是空的' : await sendFile(action, file, (percent) => change(key, { percent }));
      change(key, { percent: null, fault });
      if (fault === null) router.refresh();
    }
  };
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    if (files.length > 0) void upload(files);
  };
  return (
    <form method="post" action={action} encType="multipart/form-data" className="upload">
      <input id={id} type="file" name="file" accept={accept} multiple={hasScripts} className={hasScripts ? 'vh' : undefined} onChange={onChange} aria-label={`上传${label}`} />
      {hasScripts && <label htmlFor={id} className={buttonClass()} aria-hidden="true">选择文件上传</label>}
      <noscript><button type="submit" className={buttonClass()}>上传</button></noscript>
      <ul aria-live="polite">
        {going.filter((g) => g.percent !== null || g.fault).map((g) => (
          <li key={g.key}>
            {g.fault ? <span className="c-block"><Icon name="block" size={14} />{g.name}：{g.fault}</span> : <><span>{g.name}</span><progress max={100} value={g.percent ?? 0} /><small>{g.percent}%</small></>}
          </li>
        ))}
      </ul>
    </form>
  );
}
