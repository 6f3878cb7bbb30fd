import { App, Button } from 'antd';

const SECONDS = 8;

/** Says what was done, with a way back for some seconds. `key`: one such message at a time. */
export function useUndo(key: string, label: string, undo: () => void): (words: string) => void {
  const { message } = App.useApp();
  return (words) =>
    void message.success({
      key,
      duration: SECONDS,
      content: (
        <>
          {words}{' '}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key);
              undo();
            }}
          >
            {label}
          </Button>
        </>
      ),
    });
}
