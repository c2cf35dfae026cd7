'use client';

/** Anything unforeseen: nothing of the cause is shown, the reference finds it in the log. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="main">
      <h1>页面暂时无法显示</h1>
      <p>您填写的内容没有提交，可以重试。仍不能显示的，请把编号告诉系统管理员：{error.digest ?? '无'}</p>
      <p><button type="button" className="btn" onClick={reset}>重试</button></p>
    </main>
  );
}
