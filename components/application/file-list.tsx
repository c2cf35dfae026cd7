import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import type { AttachedFile } from '@/lib/application/data';

/** Bytes as 1.2 MB or 340 KB. */
export const formatSize = (bytes: number): string => (bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`);

/** Attachments as downloads; `act` is what else may be done with one. */
export function FileList<F extends Pick<AttachedFile, 'id' | 'name' | 'size' | 'sha256'>>({ files, hrefOf, act, hashes }: { files: readonly F[]; hrefOf: (file: F) => string; act?: (file: F) => ReactNode; hashes?: boolean }) {
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id}>
          <Icon name="file" size={14} />
          <span><a href={hrefOf(file)} download>{file.name}</a><small>{formatSize(file.size)}{hashes && <span className="hash">SHA-256 {file.sha256}</span>}</small></span>
          {act?.(file)}
        </li>
      ))}
    </ul>
  );
}
