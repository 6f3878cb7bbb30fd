import { PaperClipOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { LetterWholeFragment } from '@/shared/graphql/generated/graphql';

type File = LetterWholeFragment['files'][number];

const size = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** What came with a letter: pictures to be seen, everything to be taken away. */
export function LetterFiles({ files }: { files: readonly File[] }) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <>
      <h2 className="letter-files-head">
        <PaperClipOutlined aria-hidden /> {t('letter.fileCount', { count: files.length })}
      </h2>
      <ul className="letter-files">
        {files.map((file) => (
          <li key={file.number}>
            {file.pictureUrl && (
              <a href={file.pictureUrl} target="_blank" rel="noreferrer">
                <img src={file.pictureUrl} alt={file.name} loading="lazy" />
              </a>
            )}
            <div className="letter-file-name" title={file.name}>
              {file.url ? <a href={file.url}>{file.name}</a> : <s>{file.name}</s>}
            </div>
            <small>
              {size(file.size)}
              {file.notKept && ` · ${t(`letterNotKept.${file.notKept}`)}`}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
