<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>About Fonds</source>
            <translation>关于 Fonds</translation>
        </message>
        <message>
            <source>An archive manager for posts and articles: offline, and for good.</source>
            <translation>保管文章的档案管理软件：离线使用，长久保存。</translation>
        </message>
        <message>
            <source>Archive: {path}</source>
            <translation>档案：{path}</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Data: {path}</source>
            <translation>数据：{path}</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>Logs: {path}</source>
            <translation>日志：{path}</translation>
        </message>
        <message>
            <source>Settings: {path}</source>
            <translation>设置：{path}</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>版本 {version}</translation>
        </message>
        <message>
            <source>Versions and folders</source>
            <translation>版本与文件夹</translation>
        </message>
    </context>
    <context>
        <name>AccessionActions</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Edit note…</source>
            <translation>编辑备注…</translation>
        </message>
        <message>
            <source>Export report…</source>
            <translation>导出报告…</translation>
        </message>
        <message>
            <source>Export the report</source>
            <translation>导出报告</translation>
        </message>
        <message>
            <source>JSON (*.json)</source>
            <translation>JSON (*.json)</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>以后再说</translation>
        </message>
        <message>
            <source>Nothing was imported into this archive yet.</source>
            <translation>这个档案还没有导入过任何东西。</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Show import…</source>
            <translation>显示导入…</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
        <message>
            <source>The report was written to {path}.</source>
            <translation>报告已写入 {path}。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Wait until the import that is under way has ended, or cancel it.</source>
            <translation>请等正在进行的导入结束，或者将它取消。</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation>网页 (*.html)</translation>
        </message>
        <message>
            <source>Withdraw…</source>
            <translation>撤回…</translation>
        </message>
        <message>
            <source>import-{number}</source>
            <translation>导入-{number}</translation>
        </message>
    </context>
    <context>
        <name>AccessionDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>Export report…</source>
            <translation>导出报告…</translation>
        </message>
        <message>
            <source>Parts of the page</source>
            <translation>页面的各部分</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Review conflicts…</source>
            <translation>审阅冲突…</translation>
        </message>
        <message>
            <source>Save note</source>
            <translation>保存备注</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>概要</translation>
        </message>
        <message>
            <source>The problems are being read…</source>
            <translation>正在读取问题…</translation>
        </message>
        <message>
            <source>This import noted no problems.</source>
            <translation>这次导入没有发现问题。</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>用时</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>Withdraw…</source>
            <translation>撤回…</translation>
        </message>
    </context>
    <context>
        <name>AccessionItems</name>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
    </context>
    <context>
        <name>AccessionReport</name>
        <message>
            <source>Added</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>Backslashes kept plain</source>
            <translation>反斜杠当作普通文字</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Changed files</source>
            <translation>变了的文件</translation>
        </message>
        <message>
            <source>Complete</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Conflicts found</source>
            <translation>发现的冲突</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>Documents that had not changed are counted, and not listed.</source>
            <translation>没有变化的文档只计数，不列出。</translation>
        </message>
        <message>
            <source>Encoding chosen</source>
            <translation>选定的编码</translation>
        </message>
        <message>
            <source>Encodings of folders</source>
            <translation>各文件夹的编码</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Folders taken for posts</source>
            <translation>当作文章的文件夹</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>生成器</translation>
        </message>
        <message>
            <source>Generator chosen</source>
            <translation>选定的生成器</translation>
        </message>
        <message>
            <source>Imported by</source>
            <translation>导入者</translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>中断</translation>
        </message>
        <message>
            <source>Kept raw</source>
            <translation>原样保留</translation>
        </message>
        <message>
            <source>Keys of fields</source>
            <translation>字段取自的键</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Media files</source>
            <translation>媒体文件</translation>
        </message>
        <message>
            <source>Not imported</source>
            <translation>未导入</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Other files in the source</source>
            <translation>来源中的其他文件</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Post</source>
            <translation>文章</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Repaired</source>
            <translation>修复</translation>
        </message>
        <message>
            <source>Report of import {number}</source>
            <translation>导入 {number} 的报告</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>跳过</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Stopped before its end</source>
            <translation>提前停止</translation>
        </message>
        <message>
            <source>Tags in the text</source>
            <translation>正文里的标签</translation>
        </message>
        <message>
            <source>There were none.</source>
            <translation>没有。</translation>
        </message>
        <message>
            <source>Time zone chosen</source>
            <translation>选定的时区</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>未变</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>已撤回</translation>
        </message>
        <message>
            <source>are added beside the old ones</source>
            <translation>两份都留</translation>
        </message>
        <message>
            <source>are skipped</source>
            <translation>跳过</translation>
        </message>
        <message>
            <source>are updated</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>found by itself</source>
            <translation>自动识别</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>{identical} of {checked} byte-identical</source>
            <translation>{checked} 篇中 {identical} 篇逐字节相同</translation>
        </message>
        <message>
            <source>{number} documents were dealt with</source>
            <translation>处理了 {number} 篇文档</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>转到(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>查看(&amp;V)</translation>
        </message>
        <message>
            <source>A collection of all posts of the list, in its order</source>
            <translation>按列表的次序收入列表里的全部文章</translation>
        </message>
        <message>
            <source>About Fonds</source>
            <translation>关于 Fonds</translation>
        </message>
        <message>
            <source>Activity log…</source>
            <translation>活动日志…</translation>
        </message>
        <message>
            <source>Add or remove star</source>
            <translation>添加或去掉星标</translation>
        </message>
        <message>
            <source>Add to collection…</source>
            <translation>加入专辑…</translation>
        </message>
        <message>
            <source>All changes that can be undone or redone; go back several at once</source>
            <translation>所有可以撤销或重做的更改；可一次退回多步</translation>
        </message>
        <message>
            <source>As rendered</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>As source</source>
            <translation>源代码</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>后退</translation>
        </message>
        <message>
            <source>Begin a post in this archive</source>
            <translation>在这个档案里新建一篇文章</translation>
        </message>
        <message>
            <source>Check archive…</source>
            <translation>检查档案…</translation>
        </message>
        <message>
            <source>Check front matter…</source>
            <translation>检查文件头…</translation>
        </message>
        <message>
            <source>Close archive</source>
            <translation>关闭档案</translation>
        </message>
        <message>
            <source>Collections</source>
            <translation>专辑</translation>
        </message>
        <message>
            <source>Colours, typeface, size and width of the page</source>
            <translation>页面的颜色、字体、字号和宽度</translation>
        </message>
        <message>
            <source>Copy as Markdown</source>
            <translation>复制为 Markdown</translation>
        </message>
        <message>
            <source>Copy as plain text</source>
            <translation>复制为纯文本</translation>
        </message>
        <message>
            <source>Copy as rich text</source>
            <translation>复制为富文本</translation>
        </message>
        <message>
            <source>Copy the post</source>
            <translation>复制文章</translation>
        </message>
        <message>
            <source>Copy what is selected in the preview, or the whole post</source>
            <translation>复制预览里选中的部分；没有选中时复制整篇文章</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Decide on posts that were edited here while their source changed</source>
            <translation>处理在这里编辑过、来源也变了的文章</translation>
        </message>
        <message>
            <source>Delete permanently…</source>
            <translation>永久删除…</translation>
        </message>
        <message>
            <source>Describe collection…</source>
            <translation>描述专辑…</translation>
        </message>
        <message>
            <source>Edit several…</source>
            <translation>批量编辑…</translation>
        </message>
        <message>
            <source>Editor</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Editor and preview show the same place</source>
            <translation>编辑器和预览显示同一处</translation>
        </message>
        <message>
            <source>Export again</source>
            <translation>再次导出</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Find duplicates…</source>
            <translation>查找重复文章…</translation>
        </message>
        <message>
            <source>Find in the post…</source>
            <translation>在文章中查找…</translation>
        </message>
        <message>
            <source>Find keys, dates, titles, tags and links that are uneven, missing or broken</source>
            <translation>查找不一致、缺少或有错的键、日期、标题、标签和链接</translation>
        </message>
        <message>
            <source>Find posts that are there more than once, compare and merge them</source>
            <translation>查找不止一份的文章，比较并合并它们</translation>
        </message>
        <message>
            <source>Find text in what you write, or else in the preview</source>
            <translation>在正在写的正文里查找；没有在写时在预览里查找</translation>
        </message>
        <message>
            <source>Find 頭髮 by 头发 and 发展 by 發展, each also the other way round</source>
            <translation>输入“头发”能找到“頭髮”，输入“發展”能找到“发展”，反过来也一样</translation>
        </message>
        <message>
            <source>Fonds help</source>
            <translation>Fonds 帮助</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>前进</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>Give the present search a name and keep it in the navigator</source>
            <translation>给现在的搜索起个名字，留在导航栏里</translation>
        </message>
        <message>
            <source>Hand posts out: as a book, a website, files and more</source>
            <translation>把文章交出去：电子书、网站、文件等等</translation>
        </message>
        <message>
            <source>History of the post</source>
            <translation>文章的历史</translation>
        </message>
        <message>
            <source>Import files…</source>
            <translation>导入文件…</translation>
        </message>
        <message>
            <source>Import folder…</source>
            <translation>导入文件夹…</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言 (Language)</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>放大文字</translation>
        </message>
        <message>
            <source>Let the chosen saved search find what is searched for now</source>
            <translation>让选中的已保存的搜索改为查找现在所搜索的</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>List</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>Make a collection from these results…</source>
            <translation>用这些结果建立专辑…</translation>
        </message>
        <message>
            <source>Mark as read after 10 seconds</source>
            <translation>10 秒后标为已读</translation>
        </message>
        <message>
            <source>Mark as read after 2 seconds</source>
            <translation>2 秒后标为已读</translation>
        </message>
        <message>
            <source>Mark as read after 5 seconds</source>
            <translation>5 秒后标为已读</translation>
        </message>
        <message>
            <source>Mark as read or unread</source>
            <translation>标为已读或未读</translation>
        </message>
        <message>
            <source>Match Traditional and Simplified</source>
            <translation>繁体与简体互相匹配</translation>
        </message>
        <message>
            <source>Move down in the collection</source>
            <translation>在专辑里下移</translation>
        </message>
        <message>
            <source>Move to the beginning of the collection</source>
            <translation>移到专辑开头</translation>
        </message>
        <message>
            <source>Move to the end of the collection</source>
            <translation>移到专辑末尾</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>移到回收站</translation>
        </message>
        <message>
            <source>Move up in the collection</source>
            <translation>在专辑里上移</translation>
        </message>
        <message>
            <source>Narrow down</source>
            <translation>缩小范围</translation>
        </message>
        <message>
            <source>Navigator</source>
            <translation>导航栏</translation>
        </message>
        <message>
            <source>Never mark as read by itself</source>
            <translation>从不自动标为已读</translation>
        </message>
        <message>
            <source>New archive…</source>
            <translation>新建档案…</translation>
        </message>
        <message>
            <source>New collection…</source>
            <translation>新建专辑…</translation>
        </message>
        <message>
            <source>New post</source>
            <translation>新建文章</translation>
        </message>
        <message>
            <source>Next hit</source>
            <translation>下一处命中</translation>
        </message>
        <message>
            <source>Next pane</source>
            <translation>下一个窗格</translation>
        </message>
        <message>
            <source>Next post</source>
            <translation>下一篇文章</translation>
        </message>
        <message>
            <source>No rating</source>
            <translation>不评分</translation>
        </message>
        <message>
            <source>Note…</source>
            <translation>笔记…</translation>
        </message>
        <message>
            <source>Open archive…</source>
            <translation>打开档案…</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <source>Open recent</source>
            <translation>最近打开的档案</translation>
        </message>
        <message>
            <source>Open sample archive</source>
            <translation>打开示例档案</translation>
        </message>
        <message>
            <source>Ordinary text size</source>
            <translation>恢复文字大小</translation>
        </message>
        <message>
            <source>Original file</source>
            <translation>原始文件</translation>
        </message>
        <message>
            <source>Posts as a table</source>
            <translation>文章列为表格</translation>
        </message>
        <message>
            <source>Posts as cards</source>
            <translation>文章列为卡片</translation>
        </message>
        <message>
            <source>Posts in one line</source>
            <translation>文章各占一行</translation>
        </message>
        <message>
            <source>Posts in two lines with excerpt</source>
            <translation>文章各占两行，附摘要</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Previous hit</source>
            <translation>上一处命中</translation>
        </message>
        <message>
            <source>Previous pane</source>
            <translation>上一个窗格</translation>
        </message>
        <message>
            <source>Previous post</source>
            <translation>上一篇文章</translation>
        </message>
        <message>
            <source>Print preview…</source>
            <translation>打印预览…</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>打印…</translation>
        </message>
        <message>
            <source>Put the selected posts into a collection, or into a new one</source>
            <translation>把所选文章放入一个专辑，或者新建一个</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Read and unread</source>
            <translation>已读与未读</translation>
        </message>
        <message>
            <source>Reading look…</source>
            <translation>阅读外观…</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Redo {step}</source>
            <translation>重做：{step}</translation>
        </message>
        <message>
            <source>Remove from this collection</source>
            <translation>从这个专辑中取出</translation>
        </message>
        <message>
            <source>Restore from trash</source>
            <translation>从回收站恢复</translation>
        </message>
        <message>
            <source>Review conflicts…</source>
            <translation>审阅冲突…</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save changes to the saved search</source>
            <translation>保存对已保存的搜索的更改</translation>
        </message>
        <message>
            <source>Save search…</source>
            <translation>保存搜索…</translation>
        </message>
        <message>
            <source>Scroll together</source>
            <translation>同步滚动</translation>
        </message>
        <message>
            <source>Search posts</source>
            <translation>搜索文章</translation>
        </message>
        <message>
            <source>See the post on paper, print it or keep it as PDF</source>
            <translation>看文章印在纸上的样子，打印它或存为 PDF</translation>
        </message>
        <message>
            <source>Select all posts</source>
            <translation>选中全部文章</translation>
        </message>
        <message>
            <source>Show import…</source>
            <translation>显示导入…</translation>
        </message>
        <message>
            <source>Show unread posts in bold</source>
            <translation>未读文章用粗体</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>缩小文字</translation>
        </message>
        <message>
            <source>Take single files, or packed folders (ZIP, tar), into the archive</source>
            <translation>把单个文件或打包的文件夹（ZIP、tar）收进档案</translation>
        </message>
        <message>
            <source>Take the posts of a folder into the archive</source>
            <translation>把文件夹里的文章收进档案</translation>
        </message>
        <message>
            <source>Take the selected posts out of the collection; they stay in the archive</source>
            <translation>把所选文章从专辑中取出；它们仍在档案里</translation>
        </message>
        <message>
            <source>The file of the post as it is saved</source>
            <translation>文章现在保存的文件</translation>
        </message>
        <message>
            <source>The file of the post as it was imported</source>
            <translation>文章导入时的文件</translation>
        </message>
        <message>
            <source>The post that was read before</source>
            <translation>之前读的那篇文章</translation>
        </message>
        <message>
            <source>The post's revisions: compare them, and take changes back</source>
            <translation>文章的各个版本：比较它们，并撤回更改</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Undo history…</source>
            <translation>撤销历史…</translation>
        </message>
        <message>
            <source>Undo {step}</source>
            <translation>撤销：{step}</translation>
        </message>
        <message>
            <source>What the chosen import, or the last one, did</source>
            <translation>选中的那次导入（或最近一次导入）做了什么</translation>
        </message>
        <message>
            <source>What you think of the post; kept in the archive, not in its file</source>
            <translation>您对文章的看法；保存在档案里，不写进它的文件</translation>
        </message>
        <message>
            <source>Who did what to this archive, and when</source>
            <translation>谁在何时对这个档案做了什么</translation>
        </message>
    </context>
    <context>
        <name>ActivityLogDialog</name>
        <message numerus="yes">
            <source>%Ln (entry follows|entries follow) without a gap, unchanged.</source>
            <translation>
                <numerusform>%Ln 条记录首尾相接，没有缺失，未被改动。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln (entry|entries)</source>
            <translation>
                <numerusform>%Ln 条记录</numerusform>
            </translation>
        </message>
        <message>
            <source>-log</source>
            <translation>-日志</translation>
        </message>
        <message>
            <source>Activity log</source>
            <translation>活动日志</translation>
        </message>
        <message>
            <source>Between</source>
            <translation>时间介于</translation>
        </message>
        <message>
            <source>Copy the hash</source>
            <translation>复制校验值</translation>
        </message>
        <message>
            <source>Entries of the log</source>
            <translation>日志记录</translation>
        </message>
        <message>
            <source>Entry {number} is the last; its hash is {hash}. Written down elsewhere, it proves all before it.</source>
            <translation>最后一条记录是第 {number} 条，其校验值为 {hash}。把它另行记下，便可证明此前的一切。</translation>
        </message>
        <message>
            <source>Entry {number} {fault}. What comes from there on proves nothing.</source>
            <translation>第 {number} 条记录{fault}。从那里起的内容不能证明任何事情。</translation>
        </message>
        <message>
            <source>Export the log</source>
            <translation>导出日志</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Find in the log</source>
            <translation>在日志中查找</translation>
        </message>
        <message>
            <source>From this day on</source>
            <translation>从这一天起</translation>
        </message>
        <message>
            <source>Hash of the last entry</source>
            <translation>最后一条记录的校验值</translation>
        </message>
        <message>
            <source>The number of the last entry and its hash were copied.</source>
            <translation>已复制最后一条记录的编号和校验值。</translation>
        </message>
        <message>
            <source>Up to this day</source>
            <translation>到这一天为止</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>Verify the log</source>
            <translation>验证日志</translation>
        </message>
        <message>
            <source>What kind of entries</source>
            <translation>记录的种类</translation>
        </message>
        <message>
            <source>Written to {path}.</source>
            <translation>已写入 {path}。</translation>
        </message>
    </context>
    <context>
        <name>Application</name>
        <message>
            <source>Another window has this archive open, and does not answer.</source>
            <translation>另一个窗口已经打开这个档案，但没有响应。</translation>
        </message>
        <message>
            <source>Close it, or end its process, and try again.</source>
            <translation>请关闭那个窗口，或者结束它的进程，然后再试。</translation>
        </message>
    </context>
    <context>
        <name>ArchiveActions</name>
        <message numerus="yes">
            <source>%Ln problem(s) found</source>
            <translation>
                <numerusform>发现 %Ln 个问题</numerusform>
            </translation>
        </message>
        <message>
            <source>Add or remove star</source>
            <translation>添加或去掉星标</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>所有文件</translation>
        </message>
        <message>
            <source>Archive</source>
            <translation>档案</translation>
        </message>
        <message>
            <source>Check the archive</source>
            <translation>检查档案</translation>
        </message>
        <message>
            <source>Delete permanently</source>
            <translation>永久删除</translation>
        </message>
        <message>
            <source>Documents and packed folders</source>
            <translation>文档和打包的文件夹</translation>
        </message>
        <message>
            <source>Everything is whole.</source>
            <translation>一切完好。</translation>
        </message>
        <message>
            <source>Fonds archives</source>
            <translation>Fonds 档案</translation>
        </message>
        <message>
            <source>Import files</source>
            <translation>导入文件</translation>
        </message>
        <message>
            <source>Import folder</source>
            <translation>导入文件夹</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>移到回收站</translation>
        </message>
        <message>
            <source>New archive</source>
            <translation>新建档案</translation>
        </message>
        <message>
            <source>New post</source>
            <translation>新建文章</translation>
        </message>
        <message>
            <source>Open archive</source>
            <translation>打开档案</translation>
        </message>
        <message>
            <source>Open or make an archive first.</source>
            <translation>请先打开或新建一个档案。</translation>
        </message>
        <message>
            <source>Packed folders</source>
            <translation>打包的文件夹</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>There is no archive to import into.</source>
            <translation>没有可以导入的档案。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>{posts} posts, {revisions} revisions and {media} media files were checked.</source>
            <translation>检查了 {posts} 篇文章、{revisions} 个版本和 {media} 个媒体文件。</translation>
        </message>
    </context>
    <context>
        <name>ArchiveDoor</name>
        <message>
            <source>Another window has this archive open, and does not answer.</source>
            <translation>另一个窗口已经打开这个档案，但没有响应。</translation>
        </message>
        <message>
            <source>Close the archive</source>
            <translation>关闭档案</translation>
        </message>
        <message>
            <source>Opening the archive</source>
            <translation>打开档案</translation>
        </message>
        <message>
            <source>The file or the disk that it lies on is read-only:</source>
            <translation>这个文件或它所在的磁盘是只读的：</translation>
        </message>
        <message>
            <source>This archive can be read, but not changed.</source>
            <translation>这个档案只能阅读，不能更改。</translation>
        </message>
    </context>
    <context>
        <name>BlockedList</name>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Addresses that were not loaded</source>
            <translation>没有载入的地址</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Film</source>
            <translation>视频</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>框架</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>种类</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Script</source>
            <translation>脚本</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>音频</translation>
        </message>
        <message>
            <source>Style sheet</source>
            <translation>样式表</translation>
        </message>
    </context>
    <context>
        <name>BulkActions</name>
        <message>
            <source>All posts of the list ({number})</source>
            <translation>列表里的全部文章（{number}）</translation>
        </message>
        <message>
            <source>Rename or merge…</source>
            <translation>重命名或合并…</translation>
        </message>
        <message>
            <source>Rename, move or merge…</source>
            <translation>重命名、移动或合并…</translation>
        </message>
        <message>
            <source>Take out of all posts…</source>
            <translation>从所有文章里去掉…</translation>
        </message>
        <message>
            <source>The posts with “{name}” ({number})</source>
            <translation>有“{name}”的文章（{number}）</translation>
        </message>
        <message>
            <source>The selected posts ({number})</source>
            <translation>所选的文章（{number}）</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>BulkDifferenceDialog</name>
        <message>
            <source>As it is</source>
            <translation>现在的样子</translation>
        </message>
        <message>
            <source>As it would be saved</source>
            <translation>保存之后的样子</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>修改前后</translation>
        </message>
    </context>
    <context>
        <name>BulkEdit</name>
        <message numerus="yes">
            <source>%Ln cannot be changed</source>
            <translation>
                <numerusform>%Ln 篇无法修改</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln only by rewriting</source>
            <translation>
                <numerusform>%Ln 篇必须重写</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln place(s)</source>
            <translation>
                <numerusform>%Ln 处</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) edited.</source>
            <translation>
                <numerusform>修改了 %Ln 篇文章。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) left out, as (it was|they were) changed meanwhile.</source>
            <translation>
                <numerusform>有 %Ln 篇文章在此期间改动过，已跳过。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) would change</source>
            <translation>
                <numerusform>%Ln 篇文章会改变</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unchanged</source>
            <translation>
                <numerusform>%Ln 篇不变</numerusform>
            </translation>
        </message>
        <message>
            <source>Authors</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Front matter</source>
            <translation>文件头</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Slug</source>
            <translation>短名</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文字</translation>
        </message>
        <message>
            <source>The front matter has to be rewritten</source>
            <translation>必须重写文件头</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>{done} of {total} looked at</source>
            <translation>已看过 {done} / {total}</translation>
        </message>
    </context>
    <context>
        <name>BulkEditDialog</name>
        <message>
            <source>Add a row</source>
            <translation>添加一行</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>修改前后</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message numerus="yes">
            <source>Change %Ln post(s)</source>
            <translation>
                <numerusform>修改 %Ln 篇文章</numerusform>
            </translation>
        </message>
        <message>
            <source>Change posts</source>
            <translation>修改文章</translation>
        </message>
        <message>
            <source>Edit several posts</source>
            <translation>批量编辑</translation>
        </message>
        <message>
            <source>Editing…</source>
            <translation>正在修改…</translation>
        </message>
        <message>
            <source>If you cancel, everything stays as it was.</source>
            <translation>如果取消，一切保持原样。</translation>
        </message>
        <message>
            <source>Looking at the posts…</source>
            <translation>正在查看文章…</translation>
        </message>
        <message>
            <source>Only problems</source>
            <translation>只看问题</translation>
        </message>
        <message>
            <source>Rewrite front matter where needed</source>
            <translation>必要时重写文件头</translation>
        </message>
        <message>
            <source>Say what is to be done: what it would do is shown here first.</source>
            <translation>请说明要做什么：结果会先显示在这里。</translation>
        </message>
        <message>
            <source>Which posts</source>
            <translation>哪些文章</translation>
        </message>
    </context>
    <context>
        <name>BulkOperationRow</name>
        <message>
            <source>+08:00 or Asia/Shanghai</source>
            <translation>+08:00 或 Asia/Shanghai</translation>
        </message>
        <message>
            <source>+8h, -30m, 1d</source>
            <translation>+8h、-30m、1d</translation>
        </message>
        <message>
            <source>A field, or any key of the front matter</source>
            <translation>字段，或文件头里的任何键</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Attach time zone</source>
            <translation>补上时区</translation>
        </message>
        <message>
            <source>Change type</source>
            <translation>改类型</translation>
        </message>
        <message>
            <source>Change whole value</source>
            <translation>改整个值</translation>
        </message>
        <message>
            <source>Empty</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>表达式</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Find and replace</source>
            <translation>查找并替换</translation>
        </message>
        <message>
            <source>Form of dates</source>
            <translation>日期写法</translation>
        </message>
        <message>
            <source>Join names</source>
            <translation>合并名称</translation>
        </message>
        <message>
            <source>Match case</source>
            <translation>区分大小写</translation>
        </message>
        <message>
            <source>Mend front matter</source>
            <translation>修好文件头</translation>
        </message>
        <message>
            <source>Move category</source>
            <translation>移动分类</translation>
        </message>
        <message>
            <source>Rename key</source>
            <translation>改键名</translation>
        </message>
        <message>
            <source>Set</source>
            <translation>设为</translation>
        </message>
        <message>
            <source>Shift dates</source>
            <translation>平移日期</translation>
        </message>
        <message>
            <source>Split names</source>
            <translation>拆分名称</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>去掉</translation>
        </message>
        <message>
            <source>Take this row away</source>
            <translation>去掉这一行</translation>
        </message>
        <message>
            <source>Title from the text</source>
            <translation>从正文取标题</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>What is to be done</source>
            <translation>要做什么</translation>
        </message>
        <message>
            <source>Write dates alike</source>
            <translation>统一日期写法</translation>
        </message>
        <message>
            <source>category: News / Local</source>
            <translation>分类：新闻 / 本地</translation>
        </message>
        <message>
            <source>characters to cut at: 、;</source>
            <translation>用来拆分的字符：、;</translation>
        </message>
        <message>
            <source>find</source>
            <translation>查找</translation>
        </message>
        <message>
            <source>its new path; nothing takes it out</source>
            <translation>新的路径；不填就去掉它</translation>
        </message>
        <message>
            <source>names, with commas between them</source>
            <translation>名称，用逗号隔开</translation>
        </message>
        <message>
            <source>replace with</source>
            <translation>替换为</translation>
        </message>
        <message>
            <source>text between the names</source>
            <translation>名称之间的文字</translation>
        </message>
        <message>
            <source>the new name of the key</source>
            <translation>新的键名</translation>
        </message>
        <message>
            <source>the new value</source>
            <translation>新的值</translation>
        </message>
        <message>
            <source>the value as it is</source>
            <translation>现在的值</translation>
        </message>
        <message>
            <source>to a list</source>
            <translation>改成列表</translation>
        </message>
        <message>
            <source>to a text</source>
            <translation>改成文字</translation>
        </message>
        <message>
            <source>to true or false</source>
            <translation>改成是或否</translation>
        </message>
        <message>
            <source>value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>CategoryPopup</name>
        <message>
            <source>Categories of the archive</source>
            <translation>档案中的分类</translation>
        </message>
        <message>
            <source>Find a category</source>
            <translation>查找分类</translation>
        </message>
        <message>
            <source>There are no categories yet.</source>
            <translation>还没有分类。</translation>
        </message>
    </context>
    <context>
        <name>CollectingActions</name>
        <message numerus="yes">
            <source>%Ln post(s) added to “{name}”.</source>
            <translation>
                <numerusform>已把 %Ln 篇文章加入“{name}”。</numerusform>
            </translation>
        </message>
        <message>
            <source>Add to collection</source>
            <translation>加入专辑</translation>
        </message>
        <message>
            <source>Add {number} posts to a collection</source>
            <translation>把 {number} 篇文章加入专辑</translation>
        </message>
        <message>
            <source>Collections</source>
            <translation>专辑</translation>
        </message>
        <message>
            <source>Make a collection from these results</source>
            <translation>用这些结果建立专辑</translation>
        </message>
        <message>
            <source>Move in the collection</source>
            <translation>在专辑里移动</translation>
        </message>
        <message>
            <source>New collection</source>
            <translation>新建专辑</translation>
        </message>
        <message>
            <source>Remove from the collection</source>
            <translation>从专辑中取出</translation>
        </message>
        <message>
            <source>They are in “{name}” already.</source>
            <translation>它们已经在“{name}”里了。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>{number} posts, in the order of the list</source>
            <translation>{number} 篇文章，按列表的次序</translation>
        </message>
    </context>
    <context>
        <name>CollectionActions</name>
        <message>
            <source>Change the collections</source>
            <translation>更改专辑</translation>
        </message>
        <message>
            <source>Delete (the posts stay)</source>
            <translation>删除（文章保留）</translation>
        </message>
        <message>
            <source>Describe collection</source>
            <translation>描述专辑</translation>
        </message>
        <message>
            <source>Describe collection…</source>
            <translation>描述专辑…</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Duplicate collection</source>
            <translation>复制专辑</translation>
        </message>
        <message>
            <source>In “{name}”</source>
            <translation>在“{name}”里</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>合并</translation>
        </message>
        <message>
            <source>Merge into…</source>
            <translation>并入…</translation>
        </message>
        <message>
            <source>Merge “{name}” into</source>
            <translation>把“{name}”并入</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Move into the one above</source>
            <translation>放进上面的专辑</translation>
        </message>
        <message>
            <source>Move out</source>
            <translation>移出来</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>New collection</source>
            <translation>新建专辑</translation>
        </message>
        <message>
            <source>New collection here…</source>
            <translation>在这里新建专辑…</translation>
        </message>
        <message>
            <source>New collection…</source>
            <translation>新建专辑…</translation>
        </message>
        <message>
            <source>Rename collection</source>
            <translation>重命名专辑</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>重命名…</translation>
        </message>
        <message>
            <source>Show description…</source>
            <translation>查看描述…</translation>
        </message>
        <message>
            <source>{name} (copy)</source>
            <translation>{name}（副本）</translation>
        </message>
    </context>
    <context>
        <name>CollectionChip</name>
        <message>
            <source>Show the collection “{name}”</source>
            <translation>显示专辑“{name}”</translation>
        </message>
        <message>
            <source>Take the post out of “{name}”</source>
            <translation>把文章从“{name}”中取出</translation>
        </message>
    </context>
    <context>
        <name>CollectionChooser</name>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Collections</source>
            <translation>专辑</translation>
        </message>
        <message>
            <source>Find a collection</source>
            <translation>查找专辑</translation>
        </message>
        <message>
            <source>Find a collection, or name a new one</source>
            <translation>查找专辑，或者给新专辑起名</translation>
        </message>
        <message>
            <source>Make a new collection “{name}”</source>
            <translation>新建专辑“{name}”</translation>
        </message>
        <message>
            <source>Make new collections “{name}”</source>
            <translation>新建专辑“{name}”</translation>
        </message>
        <message>
            <source>“News / 1998” makes 1998 in News.</source>
            <translation>键入“新闻 / 1998”会在“新闻”里新建“1998”。</translation>
        </message>
    </context>
    <context>
        <name>CollectionDescriptionDialog</name>
        <message>
            <source>Areas of the description</source>
            <translation>描述的各项</translation>
        </message>
        <message>
            <source>Description of “{name}”</source>
            <translation>“{name}”的描述</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>放弃</translation>
        </message>
        <message>
            <source>Note on the collection</source>
            <translation>专辑的笔记</translation>
        </message>
        <message>
            <source>Note on the collection (Markdown); shown above its posts</source>
            <translation>专辑的笔记（Markdown）；显示在文章上方</translation>
        </message>
        <message>
            <source>One in each line</source>
            <translation>每行一个</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Use “{text}”</source>
            <translation>采用“{text}”</translation>
        </message>
        <message>
            <source>What you wrote is not saved yet.</source>
            <translation>您写的还没有保存。</translation>
        </message>
        <message>
            <source>{number} words</source>
            <translation>{number} 字</translation>
        </message>
    </context>
    <context>
        <name>CollectionHeader</name>
        <message>
            <source>Collection</source>
            <translation>专辑</translation>
        </message>
        <message>
            <source>Describe collection…</source>
            <translation>描述专辑…</translation>
        </message>
        <message>
            <source>Description of the collection</source>
            <translation>专辑的描述</translation>
        </message>
        <message>
            <source>Note on the collection</source>
            <translation>专辑的笔记</translation>
        </message>
    </context>
    <context>
        <name>CollectionsOfPost</name>
        <message>
            <source>Collections</source>
            <translation>专辑</translation>
        </message>
    </context>
    <context>
        <name>CollectionsRow</name>
        <message>
            <source>Add to a collection</source>
            <translation>加入专辑</translation>
        </message>
        <message>
            <source>Collections</source>
            <translation>专辑</translation>
        </message>
        <message>
            <source>In no collection</source>
            <translation>不在任何专辑里</translation>
        </message>
    </context>
    <context>
        <name>ColumnsDialog</name>
        <message>
            <source> px</source>
            <translation> 像素</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Columns, from left to right</source>
            <translation>各列，从左到右</translation>
        </message>
        <message>
            <source>Move left</source>
            <translation>左移</translation>
        </message>
        <message>
            <source>Move right</source>
            <translation>右移</translation>
        </message>
        <message>
            <source>Reset columns</source>
            <translation>重置列</translation>
        </message>
        <message>
            <source>Sort by it</source>
            <translation>按此列排序</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>宽度</translation>
        </message>
        <message>
            <source>Width of the column in pixels</source>
            <translation>列宽（像素）</translation>
        </message>
    </context>
    <context>
        <name>ColumnsMenu</name>
        <message>
            <source>Arrange columns…</source>
            <translation>排列各列…</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Reset columns</source>
            <translation>重置列</translation>
        </message>
    </context>
    <context>
        <name>ConflictReviewDialog</name>
        <message numerus="yes">
            <source>%Ln post(s) (has|have) the source's text now.</source>
            <translation>
                <numerusform>%Ln 篇文章现在是来源的文字。</numerusform>
            </translation>
        </message>
        <message>
            <source>Before</source>
            <translation>之前</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation>保留我的</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>我的</translation>
        </message>
        <message>
            <source>My text and the source's</source>
            <translation>我的文字与来源的文字</translation>
        </message>
        <message>
            <source>Open in editor</source>
            <translation>在编辑窗格中打开</translation>
        </message>
        <message>
            <source>Posts in conflict</source>
            <translation>有冲突的文章</translation>
        </message>
        <message>
            <source>Review conflicts</source>
            <translation>审阅冲突</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>全选</translation>
        </message>
        <message>
            <source>Take the source's</source>
            <translation>采用来源的</translation>
        </message>
        <message>
            <source>The source's</source>
            <translation>来源的</translation>
        </message>
        <message>
            <source>There are no conflicts.</source>
            <translation>没有冲突。</translation>
        </message>
        <message>
            <source>This post has changes that are not saved yet. They are not compared here, and are kept.</source>
            <translation>这篇文章有尚未保存的改动。它们不在这里比较，会保留下来。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>What I changed</source>
            <translation>我改了什么</translation>
        </message>
        <message>
            <source>What is compared</source>
            <translation>比较什么</translation>
        </message>
        <message>
            <source>What the source changed</source>
            <translation>来源改了什么</translation>
        </message>
        <message numerus="yes">
            <source>Your text was kept for %Ln post(s).</source>
            <translation>
                <numerusform>%Ln 篇文章保留了您的文字。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ConvertBodyDialog</name>
        <message>
            <source>As it is</source>
            <translation>现在的样子</translation>
        </message>
        <message>
            <source>As it looks</source>
            <translation>按显示效果</translation>
        </message>
        <message>
            <source>As it would be</source>
            <translation>转换后</translation>
        </message>
        <message>
            <source>As text</source>
            <translation>按文字</translation>
        </message>
        <message>
            <source>Convert the body</source>
            <translation>转换正文</translation>
        </message>
        <message>
            <source>Converting…</source>
            <translation>正在转换…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Nothing that can be told is lost.</source>
            <translation>没有发现会丢失的内容。</translation>
        </message>
        <message>
            <source>Nothing would change.</source>
            <translation>不会有任何改变。</translation>
        </message>
        <message>
            <source>Put into the editor</source>
            <translation>放入编辑窗格</translation>
        </message>
        <message>
            <source>This is lost: {list}</source>
            <translation>会丢失：{list}</translation>
        </message>
        <message>
            <source>This post's file is read by the ending of its name, which is not that of this format: the text would be shown as it is written. It can be copied, for example into a new post.</source>
            <translation>这篇文章的文件按扩展名读取，而该扩展名不属于这种格式：转换后的文字会照原样显示。可以复制它，例如放进一篇新文章。</translation>
        </message>
        <message>
            <source>to HTML</source>
            <translation>转为 HTML</translation>
        </message>
        <message>
            <source>to Markdown</source>
            <translation>转为 Markdown</translation>
        </message>
    </context>
    <context>
        <name>Copying</name>
        <message>
            <source>Copy the post</source>
            <translation>复制文章</translation>
        </message>
        <message>
            <source>The post was copied.</source>
            <translation>文章已复制。</translation>
        </message>
        <message>
            <source>The selection was copied.</source>
            <translation>选中的部分已复制。</translation>
        </message>
    </context>
    <context>
        <name>Counts</name>
        <message numerus="yes">
            <source>%Ln post(s)</source>
            <translation>
                <numerusform>%Ln 篇文章</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>已选 %Ln 篇</numerusform>
            </translation>
        </message>
        <message>
            <source>{shown} of {total}</source>
            <translation>{shown} / {total}</translation>
        </message>
    </context>
    <context>
        <name>DateEdit</name>
        <message>
            <source>2022-01-11 19:09:47 +0800</source>
            <translation>2022-01-11 19:09:47 +0800</translation>
        </message>
        <message>
            <source>Choose a day</source>
            <translation>选择日期</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>From the file name: {date}</source>
            <translation>取自文件名：{date}</translation>
        </message>
        <message>
            <source>From the file's own time: {date}</source>
            <translation>取自文件自身的时间：{date}</translation>
        </message>
        <message>
            <source>In the file: {text}</source>
            <translation>文件中：{text}</translation>
        </message>
        <message>
            <source>No date</source>
            <translation>没有日期</translation>
        </message>
        <message>
            <source>Not a date</source>
            <translation>不是日期</translation>
        </message>
        <message>
            <source>Time zone: as the date says</source>
            <translation>时区：日期中写明</translation>
        </message>
        <message>
            <source>Time zone: the date says none; this one is assumed</source>
            <translation>时区：日期中没有写明，按此时区理解</translation>
        </message>
    </context>
    <context>
        <name>DateHistogram</name>
        <message>
            <source>Dates of the posts</source>
            <translation>文章的日期</translation>
        </message>
        <message>
            <source>{days}: {count}</source>
            <translation>{days}：{count}</translation>
        </message>
    </context>
    <context>
        <name>DatePanel</name>
        <message numerus="yes">
            <source>%Ln post(s) without a date</source>
            <translation>
                <numerusform>%Ln 篇没有日期的文章</numerusform>
            </translation>
        </message>
        <message>
            <source>All dates</source>
            <translation>所有日期</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>No date: {number}</source>
            <translation>没有日期：{number}</translation>
        </message>
        <message>
            <source>Take the dates out of the search</source>
            <translation>从搜索中去掉日期条件</translation>
        </message>
    </context>
    <context>
        <name>Dates</name>
        <message>
            <source>No date</source>
            <translation>没有日期</translation>
        </message>
        <message>
            <source>{first} – {last}</source>
            <translation>{first} – {last}</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} 分 {seconds} 秒</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>Description</name>
        <message>
            <source>Access and use</source>
            <translation>查阅与利用</translation>
        </message>
        <message>
            <source>Accruals</source>
            <translation>增补</translation>
        </message>
        <message>
            <source>Allied materials</source>
            <translation>相关材料</translation>
        </message>
        <message>
            <source>Appraisal and disposal</source>
            <translation>鉴定与处置</translation>
        </message>
        <message>
            <source>Archival history</source>
            <translation>保管历史</translation>
        </message>
        <message>
            <source>Archivist’s note</source>
            <translation>著录者说明</translation>
        </message>
        <message>
            <source>Arrangement</source>
            <translation>整理方式</translation>
        </message>
        <message>
            <source>Biography or history of the creators</source>
            <translation>形成者的传记或沿革</translation>
        </message>
        <message>
            <source>Conditions of access</source>
            <translation>查阅条件</translation>
        </message>
        <message>
            <source>Content and structure</source>
            <translation>内容与结构</translation>
        </message>
        <message>
            <source>Context</source>
            <translation>背景</translation>
        </message>
        <message>
            <source>Control of the description</source>
            <translation>著录控制</translation>
        </message>
        <message>
            <source>Creators</source>
            <translation>形成者</translation>
        </message>
        <message>
            <source>Date of the description</source>
            <translation>著录日期</translation>
        </message>
        <message>
            <source>Dates of creation</source>
            <translation>形成日期</translation>
        </message>
        <message>
            <source>Extent and medium</source>
            <translation>数量与载体</translation>
        </message>
        <message>
            <source>ISAD(G) {number} · Dublin Core: {term}</source>
            <translation>ISAD(G) {number} · 都柏林核心：{term}</translation>
        </message>
        <message>
            <source>ISAD(G) {number} · not in Dublin Core</source>
            <translation>ISAD(G) {number} · 都柏林核心中没有</translation>
        </message>
        <message>
            <source>Identity</source>
            <translation>标识</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Level of description</source>
            <translation>著录级别</translation>
        </message>
        <message>
            <source>Note in the description</source>
            <translation>附注</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>附注</translation>
        </message>
        <message>
            <source>Reference code</source>
            <translation>档号</translation>
        </message>
        <message>
            <source>Related collections and sources</source>
            <translation>相关的专辑与来源</translation>
        </message>
        <message>
            <source>Rights and conditions of use</source>
            <translation>权利与利用条件</translation>
        </message>
        <message>
            <source>Rights holder</source>
            <translation>权利人</translation>
        </message>
        <message>
            <source>Rules followed</source>
            <translation>所用规则</translation>
        </message>
        <message>
            <source>Scope and content</source>
            <translation>范围与内容</translation>
        </message>
        <message>
            <source>Source of acquisition</source>
            <translation>入藏来源</translation>
        </message>
        <message>
            <source>Subjects</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Time covered</source>
            <translation>内容所及的时间</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
    </context>
    <context>
        <name>DialogJob</name>
        <message>
            <source>It was cancelled. Nothing was changed.</source>
            <translation>已取消，什么也没有更改。</translation>
        </message>
    </context>
    <context>
        <name>DifferenceView</name>
        <message>
            <source>Difference {number} of {count}</source>
            <translation>差别 {number} / {count}</translation>
        </message>
        <message>
            <source>Differences</source>
            <translation>差别</translation>
        </message>
        <message>
            <source>Next difference</source>
            <translation>下一处差别</translation>
        </message>
        <message>
            <source>Previous difference</source>
            <translation>上一处差别</translation>
        </message>
        <message>
            <source>Take this change back</source>
            <translation>撤回这处更改</translation>
        </message>
        <message>
            <source>The texts are being compared…</source>
            <translation>正在比较文字…</translation>
        </message>
        <message>
            <source>The texts differ in very many lines; only the first of them are shown here.</source>
            <translation>两份文字有很多行不同，这里只显示最前面的。</translation>
        </message>
        <message>
            <source>The two texts are the same.</source>
            <translation>两份文字相同。</translation>
        </message>
        <message>
            <source>Which difference is shown</source>
            <translation>显示的是哪一处差别</translation>
        </message>
    </context>
    <context>
        <name>DiscardedChanges</name>
        <message>
            <source>Take back</source>
            <translation>取回</translation>
        </message>
        <message>
            <source>The changes were discarded.</source>
            <translation>改动已丢弃。</translation>
        </message>
    </context>
    <context>
        <name>DocumentTable</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>There are none.</source>
            <translation>没有。</translation>
        </message>
        <message>
            <source>Unchanged documents are counted, not listed.</source>
            <translation>没有变化的文档只计数，不列出。</translation>
        </message>
        <message>
            <source>Which documents</source>
            <translation>哪些文档</translation>
        </message>
    </context>
    <context>
        <name>DroppingActions</name>
        <message>
            <source>Add or remove star</source>
            <translation>添加或去掉星标</translation>
        </message>
        <message>
            <source>Add to posts</source>
            <translation>加到文章</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>移到回收站</translation>
        </message>
        <message>
            <source>They have “{name}” already.</source>
            <translation>它们已有“{name}”。</translation>
        </message>
    </context>
    <context>
        <name>DuplicateActions</name>
        <message>
            <source>All posts</source>
            <translation>全部文章</translation>
        </message>
        <message>
            <source>The posts of the list</source>
            <translation>列表里的文章</translation>
        </message>
    </context>
    <context>
        <name>DuplicateReview</name>
        <message>
            <source>Groups</source>
            <translation>组</translation>
        </message>
        <message>
            <source>Kind of duplicates</source>
            <translation>重复的种类</translation>
        </message>
        <message>
            <source>Let this one stay</source>
            <translation>保留这一篇</translation>
        </message>
        <message>
            <source>Posts of the group</source>
            <translation>这一组的文章</translation>
        </message>
        <message>
            <source>Stays</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>There is nothing of this kind.</source>
            <translation>没有这一种。</translation>
        </message>
        <message>
            <source>These two texts are alike to {percent}.</source>
            <translation>这两篇文字相似 {percent}。</translation>
        </message>
        <message>
            <source>To the trash</source>
            <translation>移到回收站</translation>
        </message>
    </context>
    <context>
        <name>Duplicates</name>
        <message numerus="yes">
            <source>%Ln group(s)</source>
            <translation>
                <numerusform>%Ln 组</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln group(s) changed meanwhile and (was|were) left as (it is|they are).</source>
            <translation>
                <numerusform>有 %Ln 组在此期间改动过，保持原样。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) (was|were) merged and (is|are) in the trash.</source>
            <translation>
                <numerusform>合并了 %Ln 篇文章，它们在回收站里。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln without text</source>
            <translation>
                <numerusform>%Ln 篇没有文字</numerusform>
            </translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Like the first</source>
            <translation>与第一篇相似</translation>
        </message>
        <message>
            <source>Most of these texts is the same. Per cent say how like the first post each one is.</source>
            <translation>这些文字大部分相同。百分数表示各篇与第一篇的相似程度。</translation>
        </message>
        <message>
            <source>Nearly the same</source>
            <translation>几乎相同</translation>
        </message>
        <message>
            <source>Same files</source>
            <translation>文件相同</translation>
        </message>
        <message>
            <source>Same text</source>
            <translation>文字相同</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message numerus="yes">
            <source>The front matter of %Ln post(s) could not take categories and tags; they are on the merged ones still.</source>
            <translation>
                <numerusform>有 %Ln 篇文章的文件头无法添加分类和标签，它们仍在被合并的文章上。</numerusform>
            </translation>
        </message>
        <message>
            <source>These files are the same, byte for byte.</source>
            <translation>这些文件逐字节相同。</translation>
        </message>
        <message>
            <source>These texts are the same but for case, width, spaces, punctuation and markup. Front matter may differ.</source>
            <translation>除了大小写、全角半角、空格、标点和标记之外，这些文字相同。文件头可能不同。</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>无标题</translation>
        </message>
        <message>
            <source>What becomes of it</source>
            <translation>怎样处理</translation>
        </message>
        <message>
            <source>{posts} were compared</source>
            <translation>比较了 {posts}</translation>
        </message>
        <message>
            <source>○ to the trash</source>
            <translation>○ 移到回收站</translation>
        </message>
        <message>
            <source>● stays</source>
            <translation>● 保留</translation>
        </message>
    </context>
    <context>
        <name>DuplicatesDialog</name>
        <message>
            <source>%</source>
            <translation>%</translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) would go to the trash.</source>
            <translation>
                <numerusform>将有 %Ln 篇文章移到回收站。</numerusform>
            </translation>
        </message>
        <message>
            <source>Add categories and tags of the others to the front matter of the one that stays</source>
            <translation>把其余各篇的分类和标签添加到所保留的一篇的文件头</translation>
        </message>
        <message>
            <source>Also texts that are nearly the same, from</source>
            <translation>也查找几乎相同的文字，相似至少</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>查找</translation>
        </message>
        <message>
            <source>Find duplicates</source>
            <translation>查找重复文章</translation>
        </message>
        <message>
            <source>How like each other texts must be, in per cent</source>
            <translation>文字要相似到百分之几</translation>
        </message>
        <message>
            <source>If you cancel, everything stays as it was.</source>
            <translation>如果取消，一切保持原样。</translation>
        </message>
        <message>
            <source>It is remembered that this post is no duplicate of these.</source>
            <translation>已记住这篇文章与这些不是重复。</translation>
        </message>
        <message>
            <source>Looking for duplicates…</source>
            <translation>正在查找重复文章…</translation>
        </message>
        <message>
            <source>Merge all of them</source>
            <translation>全部合并</translation>
        </message>
        <message>
            <source>Merge all same files…</source>
            <translation>合并所有相同的文件…</translation>
        </message>
        <message>
            <source>Merge duplicates</source>
            <translation>合并重复文章</translation>
        </message>
        <message>
            <source>Merge this group</source>
            <translation>合并这一组</translation>
        </message>
        <message>
            <source>Merging…</source>
            <translation>正在合并…</translation>
        </message>
        <message>
            <source>No duplicates were found.</source>
            <translation>没有找到重复文章。</translation>
        </message>
        <message>
            <source>Not a duplicate</source>
            <translation>不是重复</translation>
        </message>
        <message>
            <source>Not duplicates</source>
            <translation>不是重复</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>以后再说</translation>
        </message>
        <message>
            <source>Of each group in the list, the post that is marked stays. One undo takes all of it back.</source>
            <translation>列表里的每一组，保留有标记的一篇。撤销一次就全部还原。</translation>
        </message>
        <message>
            <source>Open in editor</source>
            <translation>在编辑窗格中打开</translation>
        </message>
        <message>
            <source>Posts are found whose files are the same, whose texts say the same, or nearly. Nothing is changed until you merge them.</source>
            <translation>查找文件相同、文字相同或几乎相同的文章。合并之前，什么也不会改变。</translation>
        </message>
        <message>
            <source>Search again…</source>
            <translation>重新查找…</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>What was read is kept: the next time only posts that changed are read.</source>
            <translation>读过的会留存：下次只读有变化的文章。</translation>
        </message>
        <message>
            <source>Which posts</source>
            <translation>哪些文章</translation>
        </message>
    </context>
    <context>
        <name>EditorConversion</name>
        <message>
            <source>Go back to form and text first: the body alone is converted, not the front matter.</source>
            <translation>请先回到表单和正文：转换的只是正文，不包括文件头。</translation>
        </message>
    </context>
    <context>
        <name>EditorFinding</name>
        <message>
            <source>No hits</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>Nothing was replaced: this expression takes too long in this text.</source>
            <translation>什么也没有替换：这个表达式在这篇文字里耗时太久。</translation>
        </message>
        <message>
            <source>Stopped: this expression takes too long in this text.</source>
            <translation>已停下：这个表达式在这篇文字里耗时太久。</translation>
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation>{number} / {count}</translation>
        </message>
    </context>
    <context>
        <name>EditorFoot</name>
        <message>
            <source>Each Chinese character counts as a word.</source>
            <translation>每个汉字算一个词。</translation>
        </message>
        <message>
            <source>Length of the text</source>
            <translation>文字的长度</translation>
        </message>
        <message>
            <source>Text and view</source>
            <translation>文字与外观</translation>
        </message>
        <message>
            <source>{part} of {whole}</source>
            <translation>{part} / {whole}</translation>
        </message>
    </context>
    <context>
        <name>EditorFrame</name>
        <message>
            <source>Not saved. {reason}</source>
            <translation>没有保存。{reason}</translation>
        </message>
    </context>
    <context>
        <name>EditorHeader</name>
        <message>
            <source>Discard the changes</source>
            <translation>丢弃改动</translation>
        </message>
        <message>
            <source>Draft recovered</source>
            <translation>已找回草稿</translation>
        </message>
        <message>
            <source>Edit the whole file (Ctrl+Alt+U)</source>
            <translation>编辑整个文件 (Ctrl+Alt+U)</translation>
        </message>
        <message>
            <source>Read-only</source>
            <translation>只读</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save as a new revision (Ctrl+S)</source>
            <translation>保存为新版本 (Ctrl+S)</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>正在保存…</translation>
        </message>
        <message>
            <source>Show the metadata</source>
            <translation>显示元数据</translation>
        </message>
        <message>
            <source>Unsaved changes</source>
            <translation>尚未保存</translation>
        </message>
        <message>
            <source>Whole file</source>
            <translation>整个文件</translation>
        </message>
        <message>
            <source>Without a title</source>
            <translation>没有标题</translation>
        </message>
    </context>
    <context>
        <name>EditorKeys</name>
        <message>
            <source>Begin a table, or align its columns</source>
            <translation>插入表格，或对齐各列</translation>
        </message>
        <message>
            <source>Bold</source>
            <translation>粗体</translation>
        </message>
        <message>
            <source>Check spelling</source>
            <translation>检查拼写</translation>
        </message>
        <message>
            <source>Choose a tag in an empty tag field</source>
            <translation>在空的标签栏里选取标签</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>代码</translation>
        </message>
        <message>
            <source>Convert the body…</source>
            <translation>转换正文…</translation>
        </message>
        <message>
            <source>Edit the chosen tag</source>
            <translation>编辑选中的标签</translation>
        </message>
        <message>
            <source>Find and replace in the text</source>
            <translation>在正文中查找和替换</translation>
        </message>
        <message>
            <source>Find in the text</source>
            <translation>在正文中查找</translation>
        </message>
        <message>
            <source>Focus on the paragraph</source>
            <translation>专注于当前段落</translation>
        </message>
        <message>
            <source>Formatting bar</source>
            <translation>格式栏</translation>
        </message>
        <message>
            <source>Go on with a list, a quotation or an indentation</source>
            <translation>接着写列表、引文或缩进</translation>
        </message>
        <message>
            <source>Heading 1</source>
            <translation>标题 1</translation>
        </message>
        <message>
            <source>Heading 2</source>
            <translation>标题 2</translation>
        </message>
        <message>
            <source>Heading 3</source>
            <translation>标题 3</translation>
        </message>
        <message>
            <source>Heading 4</source>
            <translation>标题 4</translation>
        </message>
        <message>
            <source>Headings of the text</source>
            <translation>正文的标题</translation>
        </message>
        <message>
            <source>Indent the line or the selection</source>
            <translation>缩进当前行或所选文字</translation>
        </message>
        <message>
            <source>Italic</source>
            <translation>斜体</translation>
        </message>
        <message>
            <source>Larger text in the editor</source>
            <translation>放大编辑窗格的文字</translation>
        </message>
        <message>
            <source>Line numbers</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>链接</translation>
        </message>
        <message>
            <source>List</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>Numbered list</source>
            <translation>编号列表</translation>
        </message>
        <message>
            <source>Ordinary text size in the editor</source>
            <translation>恢复编辑窗格的文字大小</translation>
        </message>
        <message>
            <source>Paste HTML as it is</source>
            <translation>按原样粘贴 HTML</translation>
        </message>
        <message>
            <source>Paste as Markdown</source>
            <translation>粘贴为 Markdown</translation>
        </message>
        <message>
            <source>Picture…</source>
            <translation>图片…</translation>
        </message>
        <message>
            <source>Plain paragraph</source>
            <translation>普通段落</translation>
        </message>
        <message>
            <source>Quotation</source>
            <translation>引文</translation>
        </message>
        <message>
            <source>Redo typing</source>
            <translation>重做键入</translation>
        </message>
        <message>
            <source>Remove the chosen tag</source>
            <translation>去掉选中的标签</translation>
        </message>
        <message>
            <source>Smaller text in the editor</source>
            <translation>缩小编辑窗格的文字</translation>
        </message>
        <message>
            <source>Start a plain new line</source>
            <translation>另起普通的一行</translation>
        </message>
        <message>
            <source>Take the indentation back</source>
            <translation>退回缩进</translation>
        </message>
        <message>
            <source>Undo typing</source>
            <translation>撤销键入</translation>
        </message>
        <message>
            <source>Whole file, or form and text</source>
            <translation>整个文件，或表单和正文</translation>
        </message>
        <message>
            <source>Wrap long lines</source>
            <translation>自动折行</translation>
        </message>
    </context>
    <context>
        <name>EditorNotices</name>
        <message>
            <source>Fix it in the text; it becomes an ordinary post when the front matter can be read.</source>
            <translation>请在正文里改好；文件头能够读懂之后，它就成为普通的文章。</translation>
        </message>
        <message>
            <source>Some bytes of this file are not text in any encoding that is known. They are shown as �, and the post is not edited, so that not one of them is lost.</source>
            <translation>这个文件的有些字节在任何已知的编码里都不成文字。它们显示为 �；为了一个字节也不丢，这篇文章不能编辑。</translation>
        </message>
        <message>
            <source>The archive is open for reading only, so this post cannot be edited.</source>
            <translation>档案是以只读方式打开的，所以这篇文章不能编辑。</translation>
        </message>
        <message>
            <source>The front matter of this file cannot be read.</source>
            <translation>这个文件的文件头无法读懂。</translation>
        </message>
        <message>
            <source>These changes were kept as a draft and are not saved yet.</source>
            <translation>这些改动已作为草稿留下，还没有保存。</translation>
        </message>
        <message>
            <source>This post is in the trash. Restore it to edit it.</source>
            <translation>这篇文章在回收站里。恢复之后才能编辑。</translation>
        </message>
        <message>
            <source>This post is too long to be edited here. Only its beginning is shown.</source>
            <translation>这篇文章太长，不能在这里编辑。只显示开头部分。</translation>
        </message>
        <message>
            <source>This post was changed in the archive after these changes were begun. Which text shall stay?</source>
            <translation>开始这些改动之后，档案中的这篇文章又被改动过。保留哪一份文字？</translation>
        </message>
        <message>
            <source>Use that</source>
            <translation>采用</translation>
        </message>
    </context>
    <context>
        <name>EditorPane</name>
        <message>
            <source>Choose a post to read and edit it here.</source>
            <translation>选中一篇文章，即可在这里阅读和编辑。</translation>
        </message>
        <message>
            <source>Discard draft</source>
            <translation>丢弃草稿</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation>保留我的</translation>
        </message>
        <message>
            <source>Keep the draft</source>
            <translation>保留草稿</translation>
        </message>
        <message>
            <source>Open the post</source>
            <translation>打开文章</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Take the archive's</source>
            <translation>采用档案中的</translation>
        </message>
        <message>
            <source>The draft could not be kept; the text stays here only. {reason}</source>
            <translation>草稿没有能够留下，文字只在这里。{reason}</translation>
        </message>
    </context>
    <context>
        <name>EditorPasting</name>
        <message>
            <source>Insert pictures</source>
            <translation>插入图片</translation>
        </message>
        <message>
            <source>Keep the picture</source>
            <translation>保存图片</translation>
        </message>
        <message>
            <source>Paste as Markdown</source>
            <translation>粘贴为 Markdown</translation>
        </message>
        <message>
            <source>Pasted as plain text. {reason}</source>
            <translation>已粘贴为纯文本。{reason}</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>The picture is kept with the post that was shown before. Its text for it is: {text}</source>
            <translation>图片已同先前显示的文章一起保存。引用它的文字是：{text}</translation>
        </message>
        <message>
            <source>The picture was not kept. {reason}</source>
            <translation>图片没有保存。{reason}</translation>
        </message>
    </context>
    <context>
        <name>EditorSpelling</name>
        <message>
            <source>Add “{word}” to my dictionary</source>
            <translation>把“{word}”加入我的词典</translation>
        </message>
        <message>
            <source>Ignore in this post</source>
            <translation>在这篇文章里忽略</translation>
        </message>
        <message>
            <source>Looking for suggestions…</source>
            <translation>正在查找建议…</translation>
        </message>
        <message>
            <source>No suggestions</source>
            <translation>没有建议</translation>
        </message>
        <message>
            <source>Spelling</source>
            <translation>拼写</translation>
        </message>
    </context>
    <context>
        <name>EncodingCombo</name>
        <message>
            <source>Found out for each file</source>
            <translation>逐个文件判断</translation>
        </message>
    </context>
    <context>
        <name>Encodings</name>
        <message>
            <source>Arabic (windows-1256)</source>
            <translation>阿拉伯文 (windows-1256)</translation>
        </message>
        <message>
            <source>Baltic (windows-1257)</source>
            <translation>波罗的海文字 (windows-1257)</translation>
        </message>
        <message>
            <source>Central European (windows-1250)</source>
            <translation>中欧 (windows-1250)</translation>
        </message>
        <message>
            <source>Cyrillic (KOI8-R)</source>
            <translation>西里尔文 (KOI8-R)</translation>
        </message>
        <message>
            <source>Cyrillic (windows-1251)</source>
            <translation>西里尔文 (windows-1251)</translation>
        </message>
        <message>
            <source>Greek (windows-1253)</source>
            <translation>希腊文 (windows-1253)</translation>
        </message>
        <message>
            <source>Hebrew (windows-1255)</source>
            <translation>希伯来文 (windows-1255)</translation>
        </message>
        <message>
            <source>Japanese (EUC-JP)</source>
            <translation>日文 (EUC-JP)</translation>
        </message>
        <message>
            <source>Japanese (Shift_JIS)</source>
            <translation>日文 (Shift_JIS)</translation>
        </message>
        <message>
            <source>Korean (EUC-KR)</source>
            <translation>韩文 (EUC-KR)</translation>
        </message>
        <message>
            <source>Simplified Chinese (GB18030, GBK)</source>
            <translation>简体中文 (GB18030、GBK)</translation>
        </message>
        <message>
            <source>Thai (windows-874)</source>
            <translation>泰文 (windows-874)</translation>
        </message>
        <message>
            <source>Traditional Chinese (Big5)</source>
            <translation>繁体中文 (Big5)</translation>
        </message>
        <message>
            <source>Traditional Chinese (Big5-HKSCS)</source>
            <translation>繁体中文 (Big5-HKSCS)</translation>
        </message>
        <message>
            <source>Turkish (windows-1254)</source>
            <translation>土耳其文 (windows-1254)</translation>
        </message>
        <message>
            <source>Unicode (UTF-16)</source>
            <translation>Unicode (UTF-16)</translation>
        </message>
        <message>
            <source>Unicode (UTF-8)</source>
            <translation>Unicode (UTF-8)</translation>
        </message>
        <message>
            <source>Western European (windows-1252)</source>
            <translation>西欧 (windows-1252)</translation>
        </message>
    </context>
    <context>
        <name>EncodingsPage</name>
        <message numerus="yes">
            <source>%Ln file(s) are not UTF-8</source>
            <translation>
                <numerusform>%Ln 个文件不是 UTF-8</numerusform>
            </translation>
        </message>
        <message>
            <source>A line of {folder}</source>
            <translation>{folder} 中的一行文字</translation>
        </message>
        <message>
            <source>Encoding of {folder}</source>
            <translation>{folder} 的编码</translation>
        </message>
        <message>
            <source>Encodings by folder</source>
            <translation>各文件夹的编码</translation>
        </message>
        <message>
            <source>The chosen folder</source>
            <translation>所选的文件夹</translation>
        </message>
        <message>
            <source>of {count} looked at</source>
            <translation>共看过 {count} 个</translation>
        </message>
        <message>
            <source>{files}, {looked_at}</source>
            <translation>{files}，{looked_at}</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>A collection cannot be merged with one that it lies in.</source>
            <translation>专辑不能与它所在的专辑合并。</translation>
        </message>
        <message>
            <source>A collection cannot lie in itself.</source>
            <translation>专辑不能放进它自己里面。</translation>
        </message>
        <message>
            <source>A collection is called “{name}” here already.</source>
            <translation>这里已经有一个专辑叫“{name}”。</translation>
        </message>
        <message>
            <source>A collection needs a name.</source>
            <translation>专辑要有名称。</translation>
        </message>
        <message>
            <source>A fault in Fonds</source>
            <translation>Fonds 出了故障</translation>
        </message>
        <message>
            <source>A field needs a name.</source>
            <translation>字段要有名称。</translation>
        </message>
        <message>
            <source>A key needs a name, without blanks around it.</source>
            <translation>键名不能为空，前后不能有空格。</translation>
        </message>
        <message>
            <source>A rating goes from 0 to {limit}.</source>
            <translation>评分从 0 到 {limit}。</translation>
        </message>
        <message>
            <source>A report ends in .csv or .json.</source>
            <translation>报告的文件名以 .csv 或 .json 结尾。</translation>
        </message>
        <message>
            <source>A saved export is called “{name}” already.</source>
            <translation>已经有一份保存的导出叫“{name}”。</translation>
        </message>
        <message>
            <source>A saved export is made as it was saved: only DEST can be another one.</source>
            <translation>保存的导出按保存时的样子进行：只有 DEST 可以不同。</translation>
        </message>
        <message>
            <source>A saved export needs a name.</source>
            <translation>保存的导出需要一个名称。</translation>
        </message>
        <message>
            <source>A saved search is called “{name}” already.</source>
            <translation>已经有一个已保存的搜索叫“{name}”。</translation>
        </message>
        <message>
            <source>A saved search needs a name.</source>
            <translation>已保存的搜索要有名称。</translation>
        </message>
        <message>
            <source>A status cannot be empty.</source>
            <translation>状态不能为空。</translation>
        </message>
        <message>
            <source>An article of Pelican has one category.</source>
            <translation>Pelican 的文章只有一个分类。</translation>
        </message>
        <message>
            <source>An export of Fonds is imported by itself: {path} is one, and other sources are none.</source>
            <translation>Fonds 的导出要单独导入：{path} 是一份导出，而其他来源不是。</translation>
        </message>
        <message>
            <source>An unexpected fault: {reason}.</source>
            <translation>意外的故障：{reason}。</translation>
        </message>
        <message>
            <source>Beside {path} lies {journal}, which belongs to an archive that is no longer there. Move it away, or choose another name.</source>
            <translation>{path} 旁边有 {journal}，它属于一个已经不在的档案。请把它移走，或者另取名字。</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>已取消。</translation>
        </message>
        <message>
            <source>Collections lie in each other {limit} deep at most.</source>
            <translation>专辑最多相套 {limit} 层。</translation>
        </message>
        <message>
            <source>Comparing the posts ended the process that did it. There may be too little memory.</source>
            <translation>比较文章时进程终止了，可能是内存太少。</translation>
        </message>
        <message>
            <source>Import {id} came to its end: there is nothing to resume.</source>
            <translation>导入 {id} 已经做完，没有可以继续的。</translation>
        </message>
        <message>
            <source>Import {id} is running at this moment, in another window or on the command line. Wait for its end, or cancel it there.</source>
            <translation>导入 {id} 此刻正在另一个窗口或命令行里进行。请等它结束，或者在那里取消。</translation>
        </message>
        <message>
            <source>Import {id} is withdrawn already.</source>
            <translation>导入 {id} 已经撤回。</translation>
        </message>
        <message>
            <source>In {path} files lie on top of one another, as only a trap has them.</source>
            <translation>{path} 里的文件互相重叠，只有陷阱才会这样，因此不予读取。</translation>
        </message>
        <message>
            <source>No archive can be made at {path}: {reason}.</source>
            <translation>无法在 {path} 新建档案：{reason}。</translation>
        </message>
        <message>
            <source>No backup of {path} could be written to {destination}: {reason}.</source>
            <translation>无法把 {path} 的备份写到 {destination}：{reason}。</translation>
        </message>
        <message>
            <source>No front matter can be written before this text.</source>
            <translation>这份文字前面不能写文件头。</translation>
        </message>
        <message>
            <source>Nothing that prints pages is at hand here.</source>
            <translation>此处没有可用来排印页面的程序。</translation>
        </message>
        <message>
            <source>Nothing was chosen to be done.</source>
            <translation>没有选择要做什么。</translation>
        </message>
        <message>
            <source>Only what is new can be exported in these formats: {known}.</source>
            <translation>只有这些格式可以只导出新增的内容：{known}。</translation>
        </message>
        <message>
            <source>Post {id} stands in two merges, or is merged into itself.</source>
            <translation>文章 {id} 出现在两次合并里，或者要并入自身。</translation>
        </message>
        <message>
            <source>Printing some of the pages took more than {seconds} seconds, and was given up.</source>
            <translation>排印部分页面超过了 {seconds} 秒，已放弃。</translation>
        </message>
        <message>
            <source>Reading the posts ended the process that did it. There may be too little memory.</source>
            <translation>读取文章的进程意外结束。可能是内存不足。</translation>
        </message>
        <message>
            <source>Reading this post ended the process.</source>
            <translation>读取这篇文章时，进程终止了。</translation>
        </message>
        <message>
            <source>Say where the export goes.</source>
            <translation>请指明导出到哪里。</translation>
        </message>
        <message>
            <source>Say which collection.</source>
            <translation>请说明是哪个专辑。</translation>
        </message>
        <message>
            <source>Say which posts, by their numbers or with --query.</source>
            <translation>请用编号或 --query 说明是哪些文章。</translation>
        </message>
        <message>
            <source>Say which saved export, with --preset.</source>
            <translation>请用 --preset 指明是哪份保存的导出。</translation>
        </message>
        <message>
            <source>Several collections are called “{name}”: say which.</source>
            <translation>有几个专辑都叫“{name}”：请说明是哪一个。</translation>
        </message>
        <message>
            <source>Something else was done since. Undo that first.</source>
            <translation>在那之后又做了别的事。请先撤销后来的。</translation>
        </message>
        <message>
            <source>Something unexpected happened: {kind}. Nothing more was changed. The log has the details.</source>
            <translation>发生了意外：{kind}。没有再更改什么。详情在日志里。</translation>
        </message>
        <message>
            <source>TOML has no word for an empty value.</source>
            <translation>TOML 无法表示空值。</translation>
        </message>
        <message>
            <source>Texts are nearly the same from {least} to 1 on.</source>
            <translation>相似程度应在 {least} 到 1 之间。</translation>
        </message>
        <message>
            <source>That cannot be done</source>
            <translation>这样做不行</translation>
        </message>
        <message>
            <source>The archive cannot be used just now</source>
            <translation>档案暂时无法使用</translation>
        </message>
        <message>
            <source>The archive {path} can only be read: nothing was written ({reason}).</source>
            <translation>档案 {path} 只能读取，什么也没有写入（{reason}）。</translation>
        </message>
        <message>
            <source>The archive {path} cannot be opened ({reason}).</source>
            <translation>无法打开档案 {path}（{reason}）。</translation>
        </message>
        <message>
            <source>The archive {path} cannot be opened.</source>
            <translation>无法打开档案 {path}。</translation>
        </message>
        <message>
            <source>The archive {path} cannot be read: {reason}.</source>
            <translation>无法读取档案 {path}：{reason}。</translation>
        </message>
        <message>
            <source>The archive {path} is closed.</source>
            <translation>档案 {path} 已经关闭。</translation>
        </message>
        <message>
            <source>The archive {path} is damaged ({reason}). Restore it from a backup.</source>
            <translation>档案 {path} 已损坏（{reason}）。请从备份恢复。</translation>
        </message>
        <message>
            <source>The archive {path} is in use by another program. Close it there and try again.</source>
            <translation>档案 {path} 正被另一个程序使用。请在那里关闭，然后再试。</translation>
        </message>
        <message>
            <source>The archive {path} is of an older format ({found}) and must be brought up to date before it can be read; that needs the right to write it.</source>
            <translation>档案 {path} 是旧格式（{found}），要先升级才能读取；这需要写入它的权限。</translation>
        </message>
        <message>
            <source>The archive {path} is open for reading only.</source>
            <translation>档案 {path} 是以只读方式打开的。</translation>
        </message>
        <message>
            <source>The archive {path} may not be opened ({reason}).</source>
            <translation>没有权限打开档案 {path}（{reason}）。</translation>
        </message>
        <message>
            <source>The archive {path} was made by an early trial version of Fonds, before its format was settled. Nothing was changed. Export its posts with the version that made it, and import them into a new archive.</source>
            <translation>档案 {path} 是由早期试用版的 Fonds 建立的，那时它的格式还没有确定。什么也没有更改。请用建立它的版本导出文章，再把它们导入新的档案。</translation>
        </message>
        <message>
            <source>The archive {path} was moved, deleted or replaced while it was open. Nothing is written to it any more.</source>
            <translation>档案 {path} 在打开期间被移走、删除或替换了。不会再向它写入任何东西。</translation>
        </message>
        <message>
            <source>The archive {path} was not closed, and its journal cannot be read where it is. Copy the archive and the file {journal} to a place where you may write, and open it there.</source>
            <translation>档案 {path} 上次没有正常关闭，它的日志在现在的位置无法读取。请把档案和文件 {journal} 一起复制到可以写入的地方，再从那里打开。</translation>
        </message>
        <message>
            <source>The archive {path} was written by a newer Fonds (its format is {found}; this program knows {known}). Nothing was changed. Install the newer Fonds to open it.</source>
            <translation>档案 {path} 是由更新的 Fonds 写成的（它的格式是 {found}，本程序只认识 {known}）。什么也没有更改。请安装更新的 Fonds 来打开它。</translation>
        </message>
        <message>
            <source>The backup {path} was not kept: it differs from the archive ({reason}).</source>
            <translation>备份 {path} 没有留下：它与档案不同（{reason}）。</translation>
        </message>
        <message>
            <source>The bytes of this post are damaged ({reason}).</source>
            <translation>这篇文章的字节已损坏（{reason}）。</translation>
        </message>
        <message>
            <source>The bytes of this post are not text in any encoding that is known. It can be exported, but not edited.</source>
            <translation>这篇文章的字节在任何已知的编码里都不成文字。它可以导出，但不能编辑。</translation>
        </message>
        <message>
            <source>The change set cannot be kept: {reason}.</source>
            <translation>改动集无法保存：{reason}。</translation>
        </message>
        <message>
            <source>The change set was put away.</source>
            <translation>改动集已经清除。</translation>
        </message>
        <message>
            <source>The character “{character}” cannot be written in the encoding of this file, {encoding}.</source>
            <translation>字符“{character}”无法用这个文件的编码 {encoding} 表示。</translation>
        </message>
        <message>
            <source>The date cannot be moved in the way it is written.</source>
            <translation>按日期现在的写法，无法移动它。</translation>
        </message>
        <message>
            <source>The date cannot be written in the usual form.</source>
            <translation>这个日期不能写成通常的样子。</translation>
        </message>
        <message>
            <source>The date cannot be written with an offset.</source>
            <translation>这个日期不能带时差。</translation>
        </message>
        <message>
            <source>The date has no time of day that an offset could stand beside.</source>
            <translation>日期里没有时刻，不能加时差。</translation>
        </message>
        <message>
            <source>The date is not known closely enough to be moved by that.</source>
            <translation>日期不够精确，不能这样移动。</translation>
        </message>
        <message>
            <source>The dictionary {name} cannot be read.</source>
            <translation>无法读取词典 {name}。</translation>
        </message>
        <message>
            <source>The disk failed or is full while {path} was read or written ({reason}).</source>
            <translation>读写 {path} 时磁盘出错或已满（{reason}）。</translation>
        </message>
        <message>
            <source>The disk is full: nothing could be written to {path} ({reason}).</source>
            <translation>磁盘已满：无法写入 {path}（{reason}）。</translation>
        </message>
        <message>
            <source>The export to {path} failed: {reason}. Nothing was left behind.</source>
            <translation>导出到 {path} 失败：{reason}。没有留下任何东西。</translation>
        </message>
        <message>
            <source>The export {path} was written by a newer Fonds (its format is {found}; this program knows {known}). Import it with the newer Fonds.</source>
            <translation>导出 {path} 是由较新的 Fonds 写出的（其格式为 {found}；本程序认识 {known}）。请用较新的 Fonds 导入。</translation>
        </message>
        <message>
            <source>The expression is wrong at character {place}: {reason}.</source>
            <translation>表达式在第 {place} 个字符处有误：{reason}。</translation>
        </message>
        <message>
            <source>The expression is wrong: {reason}.</source>
            <translation>表达式有误：{reason}。</translation>
        </message>
        <message>
            <source>The expression takes too long on this text.</source>
            <translation>这个表达式在这篇文字里耗时太久。</translation>
        </message>
        <message>
            <source>The expression takes too long on too many posts.</source>
            <translation>这个表达式在太多文章里耗时太久。</translation>
        </message>
        <message>
            <source>The file {path} cannot be read: {reason}.</source>
            <translation>无法读取文件 {path}：{reason}。</translation>
        </message>
        <message>
            <source>The file {path} is a database of another program, not an archive of Fonds.</source>
            <translation>文件 {path} 是别的程序的数据库，不是 Fonds 的档案。</translation>
        </message>
        <message>
            <source>The file {path} is not an archive of Fonds.</source>
            <translation>文件 {path} 不是 Fonds 的档案。</translation>
        </message>
        <message>
            <source>The file {path} is not there any more.</source>
            <translation>文件 {path} 已经不在了。</translation>
        </message>
        <message>
            <source>The file {path} lies in the packed file {packed}.</source>
            <translation>文件 {path} 在压缩包 {packed} 里。</translation>
        </message>
        <message>
            <source>The folder {path} cannot be made: {reason}.</source>
            <translation>无法建立文件夹 {path}：{reason}。</translation>
        </message>
        <message>
            <source>The folder {path} is not empty. Choose a new or an empty folder, so that nothing is overwritten.</source>
            <translation>文件夹 {path} 不是空的。请选一个新的或空的文件夹，以免覆盖任何东西。</translation>
        </message>
        <message>
            <source>The front matter cannot be mended without changing what it says; edit it as text.</source>
            <translation>修好这个文件头就会改变它的意思；请作为文字编辑。</translation>
        </message>
        <message>
            <source>The front matter cannot be read; the post can only be edited as a whole text.</source>
            <translation>文件头无法读懂，这篇文章只能全文编辑。</translation>
        </message>
        <message>
            <source>The front matter has no closing line; the post can only be edited as a whole text.</source>
            <translation>文件头没有结束行，这篇文章只能全文编辑。</translation>
        </message>
        <message>
            <source>The front matter is written in a way that “{key}” cannot be changed alone; edit it as text.</source>
            <translation>按文件头现在的写法，不能单独改动“{key}”，请作为文字编辑。</translation>
        </message>
        <message>
            <source>The front matter is written in a way that “{key}” cannot be renamed alone; edit it as text.</source>
            <translation>照这个文件头的写法，无法单独给“{key}”改名；请作为文字编辑。</translation>
        </message>
        <message>
            <source>The front matter of this post cannot be read. Mend it in the text first.</source>
            <translation>这篇文章的文件头无法读懂。请先在正文里改好。</translation>
        </message>
        <message>
            <source>The name is longer than {limit} characters.</source>
            <translation>名称超过了 {limit} 个字符。</translation>
        </message>
        <message>
            <source>The new archive {path} does not hold what it should.</source>
            <translation>新档案 {path} 的内容与应有的不符。</translation>
        </message>
        <message>
            <source>The note is longer than {limit} characters.</source>
            <translation>笔记超过了 {limit} 个字符。</translation>
        </message>
        <message>
            <source>The package libzim could not write the file: {reason}. Nothing was left behind.</source>
            <translation>软件包 libzim 无法写出文件：{reason}。没有留下任何东西。</translation>
        </message>
        <message>
            <source>The package libzim ended without a word, as it does when a disk is full. Nothing was left behind.</source>
            <translation>软件包 libzim 没有说明原因就结束了，磁盘已满时它会这样。没有留下任何东西。</translation>
        </message>
        <message>
            <source>The pages could not be printed: {reason}.</source>
            <translation>页面无法排印：{reason}。</translation>
        </message>
        <message>
            <source>The printed pages cannot be read: {reason}.</source>
            <translation>排印出的页面无法读取：{reason}。</translation>
        </message>
        <message>
            <source>The process that prints the pages ended unexpectedly. Nothing was written.</source>
            <translation>排印页面的进程意外结束。没有写入任何内容。</translation>
        </message>
        <message>
            <source>The replacement is wrong: {reason}.</source>
            <translation>替换文字有误：{reason}。</translation>
        </message>
        <message>
            <source>The report could not be written to {path}: {reason}.</source>
            <translation>无法把报告写到 {path}：{reason}。</translation>
        </message>
        <message>
            <source>The report would take the place of the archive {path}.</source>
            <translation>这样报告会取代档案 {path}。</translation>
        </message>
        <message>
            <source>The search text is wrong at character {place}, “{piece}”: {reason}</source>
            <translation>搜索文字在第 {place} 个字符“{piece}”处有误：{reason}</translation>
        </message>
        <message>
            <source>The source of post {id} does not contradict it any more.</source>
            <translation>文章 {id} 与它的来源不再有冲突。</translation>
        </message>
        <message>
            <source>The status is one of a few words: set it, or map one to another.</source>
            <translation>状态只能是固定的几个：请直接设定，或把一个换成另一个。</translation>
        </message>
        <message>
            <source>The text is not valid {encoding}, so it cannot be written back.</source>
            <translation>这份文字不是合法的 {encoding}，无法写回。</translation>
        </message>
        <message>
            <source>The text or file is too large for the archive {path} ({reason}).</source>
            <translation>文字或文件太大，档案 {path} 容不下（{reason}）。</translation>
        </message>
        <message>
            <source>The word could not be added to your dictionary: {reason}.</source>
            <translation>无法把这个词加入您的词典：{reason}。</translation>
        </message>
        <message>
            <source>There is a file {path} already; no backup was made.</source>
            <translation>已经有文件 {path}，没有做备份。</translation>
        </message>
        <message>
            <source>There is a file {path} already; nothing was changed.</source>
            <translation>已经有文件 {path}，什么也没有更改。</translation>
        </message>
        <message>
            <source>There is no accession {id} in this archive.</source>
            <translation>这个档案里没有编号为 {id} 的入藏。</translation>
        </message>
        <message>
            <source>There is no collection “{name}”.</source>
            <translation>没有专辑“{name}”。</translation>
        </message>
        <message>
            <source>There is no export format “{name}”.</source>
            <translation>没有导出格式“{name}”。</translation>
        </message>
        <message>
            <source>There is no folder or file at {path}.</source>
            <translation>{path} 处没有文件夹或文件。</translation>
        </message>
        <message>
            <source>There is no folder {folder} in the source.</source>
            <translation>来源里没有文件夹 {folder}。</translation>
        </message>
        <message>
            <source>There is no media file {id} in this archive.</source>
            <translation>这个档案里没有编号为 {id} 的媒体文件。</translation>
        </message>
        <message>
            <source>There is no place to unpack to: {reason}.</source>
            <translation>没有地方可以解压：{reason}。</translation>
        </message>
        <message>
            <source>There is no post {id} in this archive.</source>
            <translation>这个档案里没有编号为 {id} 的文章。</translation>
        </message>
        <message>
            <source>There is no report format “{name}”.</source>
            <translation>没有报告格式“{name}”。</translation>
        </message>
        <message>
            <source>There is no revision {id} in this archive.</source>
            <translation>这个档案里没有编号为 {id} 的版本。</translation>
        </message>
        <message>
            <source>There is no saved export “{name}”.</source>
            <translation>没有名为“{name}”的已保存导出。</translation>
        </message>
        <message>
            <source>There is no such date.</source>
            <translation>没有这样的日期。</translation>
        </message>
        <message>
            <source>There is no text in a folder {folder}.</source>
            <translation>文件夹 {folder} 里没有文字。</translation>
        </message>
        <message>
            <source>There is not enough room on the disk to unpack the file: {megabytes} MB are needed.</source>
            <translation>磁盘空间不够解压这个文件：需要 {megabytes} MB。</translation>
        </message>
        <message>
            <source>There is nothing to find.</source>
            <translation>没有要查找的内容。</translation>
        </message>
        <message>
            <source>There is nothing to search for yet.</source>
            <translation>还没有要搜索的内容。</translation>
        </message>
        <message>
            <source>There is unsaved text of this post. Save or discard it first.</source>
            <translation>这篇文章有尚未保存的文字。请先保存或丢弃。</translation>
        </message>
        <message>
            <source>This collection is gone.</source>
            <translation>这个专辑已经不在了。</translation>
        </message>
        <message>
            <source>This is nested too deeply to be turned into Markdown.</source>
            <translation>嵌套太深，无法变成 Markdown。</translation>
        </message>
        <message>
            <source>This is not valid JSON: {reason}.</source>
            <translation>这不是合法的 JSON：{reason}。</translation>
        </message>
        <message>
            <source>This is too much to be turned into Markdown.</source>
            <translation>内容太多，无法变成 Markdown。</translation>
        </message>
        <message>
            <source>This kind of front matter has no such type of value.</source>
            <translation>这种文件头没有这种类型的值。</translation>
        </message>
        <message>
            <source>This post is not published because of its dates; change those.</source>
            <translation>这篇文章因为日期而没有发布，请改日期。</translation>
        </message>
        <message>
            <source>This saved export is gone.</source>
            <translation>这份已保存的导出已经不在了。</translation>
        </message>
        <message>
            <source>This saved search is gone.</source>
            <translation>这个已保存的搜索已经不在了。</translation>
        </message>
        <message>
            <source>This step is not remembered any more.</source>
            <translation>这一步已不再保留。</translation>
        </message>
        <message>
            <source>This text is too long to be converted here.</source>
            <translation>这段文字太长，无法在此转换。</translation>
        </message>
        <message>
            <source>What “{key}” says cannot be said as that type.</source>
            <translation>“{key}”的内容不能改成这种类型。</translation>
        </message>
        <message>
            <source>Whether a post is future or expired follows from its dates; change those.</source>
            <translation>文章是待发布还是已过期，由它的日期决定，请改日期。</translation>
        </message>
        <message>
            <source>Which category is to be moved is not said.</source>
            <translation>没有说明要移动哪个分类。</translation>
        </message>
        <message>
            <source>ZIM files are written by the Python package libzim, which is not installed. It comes with the command “{command}”, and no packaged Fonds holds it.</source>
            <translation>ZIM 文件由 Python 软件包 libzim 写出，它没有安装。可以用命令“{command}”安装；打包好的 Fonds 都不包含它。</translation>
        </message>
        <message>
            <source>Zola stops at the unknown key “{key}”; keys of your own belong into “extra”.</source>
            <translation>Zola 遇到不认识的键“{key}”就会停下；您自己的键请放在“extra”里。</translation>
        </message>
        <message>
            <source>Zola takes a page's language from its file name.</source>
            <translation>Zola 从文件名得知页面的语言。</translation>
        </message>
        <message>
            <source>{path} cannot be read: {reason}.</source>
            <translation>无法读取 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{path} exists already. Nothing was overwritten.</source>
            <translation>{path} 已经存在。没有覆盖任何东西。</translation>
        </message>
        <message>
            <source>{path} holds too many files.</source>
            <translation>{path} 里的文件太多。</translation>
        </message>
        <message>
            <source>{path} is a folder.</source>
            <translation>{path} 是一个文件夹。</translation>
        </message>
        <message>
            <source>{path} is damaged, so that its posts cannot be imported.</source>
            <translation>{path} 已损坏，因此无法导入其中的文章。</translation>
        </message>
        <message>
            <source>{path} is named like a packed file, but what is in it is none, or is damaged from its start.</source>
            <translation>从名字看 {path} 是压缩包，但内容不是，或者从一开始就损坏了。</translation>
        </message>
        <message>
            <source>{path} is not a folder.</source>
            <translation>{path} 不是文件夹。</translation>
        </message>
        <message>
            <source>{path} is packed in a way that Fonds does not know: it unpacks ZIP and tar files. Unpack it, and import the folder.</source>
            <translation>Fonds 不认识 {path} 的打包方式，只能解压 ZIP 和 tar 文件。请先自行解压，再导入文件夹。</translation>
        </message>
        <message>
            <source>{title} did not succeed</source>
            <translation>“{title}”没有成功</translation>
        </message>
        <message>
            <source>“{field}” has a type of its own.</source>
            <translation>“{field}”有固定的类型。</translation>
        </message>
        <message>
            <source>“{field}” holds no names here.</source>
            <translation>“{field}”在这里没有名称。</translation>
        </message>
        <message>
            <source>“{field}” holds one value, not several names.</source>
            <translation>“{field}”是一个值，不是几个名称。</translation>
        </message>
        <message>
            <source>“{key}” and “{other}” are both there, and say different things.</source>
            <translation>“{key}”和“{other}”同时存在，而且内容不同。</translation>
        </message>
        <message>
            <source>“{key}” cannot be changed alone in this front matter: other lines depend on it. The front matter has to be rewritten.</source>
            <translation>在这个文件头里，“{key}”不能单独改动：别的行要用到它。必须重写文件头。</translation>
        </message>
        <message>
            <source>“{key}” is called that already.</source>
            <translation>“{key}”已经是这个名称。</translation>
        </message>
        <message>
            <source>“{key}” is no key for the field “{name}”.</source>
            <translation>“{key}”不能作为字段“{name}”的键。</translation>
        </message>
        <message>
            <source>“{name}” cannot be read: {reason}.</source>
            <translation>无法读取“{name}”：{reason}。</translation>
        </message>
        <message>
            <source>“{name}” is empty.</source>
            <translation>“{name}”是空的。</translation>
        </message>
        <message>
            <source>“{name}” is not a field that can be fed from another key; there are: {known}.</source>
            <translation>“{name}”不是可以取自别的键的字段；可以的有：{known}。</translation>
        </message>
        <message>
            <source>“{name}” is not a known encoding of texts.</source>
            <translation>“{name}”不是已知的文字编码。</translation>
        </message>
        <message>
            <source>“{name}” is not a known generator; known are: {known}.</source>
            <translation>“{name}”不是已知的生成器；已知的有：{known}。</translation>
        </message>
        <message>
            <source>“{name}” is not a known time zone. Write it like Asia/Shanghai.</source>
            <translation>“{name}”不是已知的时区。请写成 Asia/Shanghai 这样。</translation>
        </message>
        <message>
            <source>“{name}” is too large.</source>
            <translation>“{name}”太大。</translation>
        </message>
        <message>
            <source>“{title}” has unsaved text. Save or discard it first.</source>
            <translation>“{title}”有未保存的文字。请先保存或放弃。</translation>
        </message>
        <message>
            <source>“{title}” is in the trash. Restore it first.</source>
            <translation>“{title}”在回收站中。请先恢复它。</translation>
        </message>
        <message>
            <source>“{title}” was changed elsewhere since you began.</source>
            <translation>您开始编辑之后，“{title}”已在别处改动过。</translation>
        </message>
        <message>
            <source>“{value}” cannot be kept in this file: it would be read as “{other}”.</source>
            <translation>“{value}”无法留存在这个文件里：它会被读作“{other}”。</translation>
        </message>
        <message>
            <source>“{value}” is no status.</source>
            <translation>“{value}”不是状态。</translation>
        </message>
        <message>
            <source>“{value}” is no time zone: +08:00 or Asia/Shanghai, for example.</source>
            <translation>“{value}”不是时区，应如 +08:00 或 Asia/Shanghai。</translation>
        </message>
        <message>
            <source>“{value}” is not a date.</source>
            <translation>“{value}”不是日期。</translation>
        </message>
        <message>
            <source>“{value}” is not a number.</source>
            <translation>“{value}”不是数字。</translation>
        </message>
    </context>
    <context>
        <name>ExportActions</name>
        <message>
            <source>All posts of the archive</source>
            <translation>档案中的所有文章</translation>
        </message>
        <message>
            <source>Found: {query}</source>
            <translation>搜到的：{query}</translation>
        </message>
        <message>
            <source>The posts in the list</source>
            <translation>列表中的文章</translation>
        </message>
        <message>
            <source>The selected posts</source>
            <translation>选中的文章</translation>
        </message>
    </context>
    <context>
        <name>ExportDestinationBox</name>
        <message>
            <source>A file</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>A folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Browse…</source>
            <translation>浏览…</translation>
        </message>
        <message>
            <source>Choose a file.</source>
            <translation>请选择文件。</translation>
        </message>
        <message>
            <source>Choose a folder.</source>
            <translation>请选择文件夹。</translation>
        </message>
        <message>
            <source>Choose an empty folder</source>
            <translation>选择空文件夹</translation>
        </message>
        <message>
            <source>Destination</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Export to a file</source>
            <translation>导出到文件</translation>
        </message>
        <message>
            <source>Nothing can be written there.</source>
            <translation>那里不能写入。</translation>
        </message>
        <message>
            <source>Replace the file</source>
            <translation>替换该文件</translation>
        </message>
        <message>
            <source>The file {name} will be made.</source>
            <translation>将新建文件 {name}。</translation>
        </message>
        <message>
            <source>The file {name} will be replaced.</source>
            <translation>文件 {name} 将被替换。</translation>
        </message>
        <message>
            <source>The folder is empty.</source>
            <translation>文件夹是空的。</translation>
        </message>
        <message>
            <source>The folder is not empty. Choose a new or an empty one: nothing is overwritten.</source>
            <translation>文件夹不是空的。请选一个新的或空的：什么也不会被覆盖。</translation>
        </message>
        <message>
            <source>The folder will be made.</source>
            <translation>将建立这个文件夹。</translation>
        </message>
        <message>
            <source>There is a file {name} already.</source>
            <translation>已有文件 {name}。</translation>
        </message>
        <message>
            <source>This is a folder.</source>
            <translation>这是一个文件夹。</translation>
        </message>
        <message>
            <source>This is not a folder.</source>
            <translation>这不是文件夹。</translation>
        </message>
        <message>
            <source>{size} free on the disk</source>
            <translation>磁盘剩余 {size}</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message numerus="yes">
            <source>%Ln post(s) of the last time (is|are) not among them any more.</source>
            <translation>
                <numerusform>上次的 %Ln 篇文章已不在其中。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) will be exported</source>
            <translation>
                <numerusform>将导出 %Ln 篇文章</numerusform>
            </translation>
        </message>
        <message>
            <source>Back</source>
            <translation>后退</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Exporting…</source>
            <translation>正在导出…</translation>
        </message>
        <message>
            <source>If you cancel, nothing is written: it appears when all is done.</source>
            <translation>如果取消，什么也不会写入：全部完成后才会出现。</translation>
        </message>
        <message>
            <source>Nothing is new or changed since the last time, so nothing was written.</source>
            <translation>自上次以来没有新增或改动，所以什么也没有写入。</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Save report…</source>
            <translation>保存报告…</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>正在停止…</translation>
        </message>
        <message>
            <source>The export was cancelled. Nothing was written.</source>
            <translation>导出已取消，什么也没有写入。</translation>
        </message>
    </context>
    <context>
        <name>ExportFormats</name>
        <message>
            <source>A PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>A Word document (DOCX)</source>
            <translation>Word 文档（DOCX）</translation>
        </message>
        <message>
            <source>A book (EPUB)</source>
            <translation>电子书（EPUB）</translation>
        </message>
        <message>
            <source>A finding aid</source>
            <translation>检索工具</translation>
        </message>
        <message>
            <source>A library for Kiwix (ZIM)</source>
            <translation>Kiwix 资料库（ZIM）</translation>
        </message>
        <message>
            <source>A new Fonds archive</source>
            <translation>新的 Fonds 档案</translation>
        </message>
        <message>
            <source>A row for each post, for spreadsheets and statistics.</source>
            <translation>每篇文章一行，供电子表格和统计使用。</translation>
        </message>
        <message>
            <source>A table (CSV)</source>
            <translation>表格（CSV）</translation>
        </message>
        <message>
            <source>A text document (ODT)</source>
            <translation>文本文档（ODT）</translation>
        </message>
        <message>
            <source>A website</source>
            <translation>网站</translation>
        </message>
        <message>
            <source>All posts and pictures in a single HTML file, to send to anyone.</source>
            <translation>所有文章和图片都在一个 HTML 文件里，可以发给任何人。</translation>
        </message>
        <message>
            <source>An archival package (BagIt)</source>
            <translation>归档包（BagIt）</translation>
        </message>
        <message>
            <source>An inventory with its description, as a page and as EAD3.</source>
            <translation>带著录说明的清单：网页和 EAD3。</translation>
        </message>
        <message>
            <source>As imported</source>
            <translation>与导入时相同</translation>
        </message>
        <message>
            <source>Byte for byte as they were imported, or laid out for a generator.</source>
            <translation>与导入时逐字节相同，或按某个生成器的布局。</translation>
        </message>
        <message>
            <source>Data (JSON Lines)</source>
            <translation>数据（JSON Lines）</translation>
        </message>
        <message>
            <source>Every field of every post, for programs; Fonds can take it in again.</source>
            <translation>每篇文章的每个字段，供程序使用；Fonds 可以重新导入。</translation>
        </message>
        <message>
            <source>Feeds (Atom and JSON Feed)</source>
            <translation>订阅源（Atom 和 JSON Feed）</translation>
        </message>
        <message>
            <source>Files with front matter</source>
            <translation>带文件头的文件</translation>
        </message>
        <message>
            <source>For e-readers and phones, with cover and contents.</source>
            <translation>供阅读器和手机使用，有封面和目录。</translation>
        </message>
        <message>
            <source>For feed readers, and for moving to another system.</source>
            <translation>供订阅阅读器使用，也可用于迁移到其他系统。</translation>
        </message>
        <message>
            <source>For the reader of offline encyclopaedias, with full-text search.</source>
            <translation>供离线百科阅读器使用，可全文搜索。</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Letter（信纸）</translation>
        </message>
        <message>
            <source>One archive file with only these posts.</source>
            <translation>只含这些文章的一个档案文件。</translation>
        </message>
        <message>
            <source>One web page</source>
            <translation>单个网页</translation>
        </message>
        <message>
            <source>Opens in any browser, without a network, and can be searched.</source>
            <translation>无需网络，在任何浏览器中打开，并可搜索。</translation>
        </message>
        <message>
            <source>Originals, texts, history and checksums, readable in fifty years without Fonds.</source>
            <translation>原件、正文、历史和校验和，五十年后没有 Fonds 也能读。</translation>
        </message>
        <message>
            <source>Pages to print or to read, with title page, contents and numbers.</source>
            <translation>供打印或阅读，有标题页、目录和页码。</translation>
        </message>
        <message>
            <source>To go on writing in LibreOffice.</source>
            <translation>在 LibreOffice 中继续编辑。</translation>
        </message>
        <message>
            <source>To go on writing in Word.</source>
            <translation>在 Word 中继续编辑。</translation>
        </message>
        <message>
            <source>To keep</source>
            <translation>用于保存</translation>
        </message>
        <message>
            <source>To read</source>
            <translation>用于阅读</translation>
        </message>
        <message>
            <source>To work with</source>
            <translation>用于处理</translation>
        </message>
        <message>
            <source>Written by the format of this name.</source>
            <translation>按此名称的格式写出。</translation>
        </message>
    </context>
    <context>
        <name>ExportOptionsBox</name>
        <message>
            <source>Layout</source>
            <translation>布局</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>纸张</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>With the history: all earlier states of the posts</source>
            <translation>连同历史：文章以前的所有状态</translation>
        </message>
    </context>
    <context>
        <name>ExportPreviewPane</name>
        <message numerus="yes">
            <source>%Ln problem(s)</source>
            <translation>
                <numerusform>%Ln 个问题</numerusform>
            </translation>
        </message>
        <message>
            <source>A preview is being made</source>
            <translation>正在生成预览</translation>
        </message>
        <message numerus="yes">
            <source>A trial with %Ln post(s)</source>
            <translation>
                <numerusform>用 %Ln 篇文章试做</numerusform>
            </translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Files that will be written</source>
            <translation>将写出的文件</translation>
        </message>
        <message>
            <source>First post</source>
            <translation>第一篇文章</translation>
        </message>
        <message>
            <source>First rows</source>
            <translation>前几行</translation>
        </message>
        <message>
            <source>How the first post will read; the whole becomes one file.</source>
            <translation>第一篇文章的样子；全部合成一个文件。</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>The files of the first post are too large to be tried.</source>
            <translation>第一篇文章的文件太大，没有试做。</translation>
        </message>
        <message>
            <source>There are no posts to export.</source>
            <translation>没有可导出的文章。</translation>
        </message>
        <message>
            <source>What will be written</source>
            <translation>将写出的内容</translation>
        </message>
        <message>
            <source>What will come out</source>
            <translation>导出的结果</translation>
        </message>
        <message>
            <source>and more: {number}</source>
            <translation>还有：{number}</translation>
        </message>
    </context>
    <context>
        <name>ExportReportView</name>
        <message numerus="yes">
            <source>%Ln damaged item(s) (was|were) left out.</source>
            <translation>
                <numerusform>%Ln 项已损坏，没有导出。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln file(s) written</source>
            <translation>
                <numerusform>写出 %Ln 个文件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln media file(s)</source>
            <translation>
                <numerusform>%Ln 个媒体文件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln picture(s) or other file(s) that posts show (is|are) missing.</source>
            <translation>
                <numerusform>缺少文章中显示的 %Ln 个图片或其他文件。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) exported</source>
            <translation>
                <numerusform>已导出 %Ln 篇文章</numerusform>
            </translation>
        </message>
        <message>
            <source>No problems.</source>
            <translation>没有问题。</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>Show them</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>The report was written to {path}.</source>
            <translation>报告已写入 {path}。</translation>
        </message>
        <message>
            <source>export-report</source>
            <translation>导出报告</translation>
        </message>
    </context>
    <context>
        <name>ExportScopeBox</name>
        <message>
            <source>A collection:</source>
            <translation>收藏集：</translation>
        </message>
        <message>
            <source>Collection</source>
            <translation>收藏集</translation>
        </message>
        <message>
            <source>There are no posts to export.</source>
            <translation>没有可导出的文章。</translation>
        </message>
    </context>
    <context>
        <name>Facets</name>
        <message>
            <source>Authors</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Click to ask for it, Ctrl+click to leave it out</source>
            <translation>点一下要求有它，Ctrl+点击则排除它</translation>
        </message>
        <message>
            <source>Click to take it out of the search</source>
            <translation>点一下从搜索中去掉</translation>
        </message>
        <message>
            <source>Collections</source>
            <translation>专辑</translation>
        </message>
        <message>
            <source>Import {number}</source>
            <translation>导入 {number}</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Show all {number}…</source>
            <translation>全部显示（{number}）…</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>{name}, {count}</source>
            <translation>{name}，{count}</translation>
        </message>
        <message>
            <source>{row}, in the search</source>
            <translation>{row}，在搜索中</translation>
        </message>
        <message>
            <source>{row}, left out by the search</source>
            <translation>{row}，被搜索排除</translation>
        </message>
    </context>
    <context>
        <name>FacetsPane</name>
        <message>
            <source>Ask for it</source>
            <translation>要求有它</translation>
        </message>
        <message>
            <source>Back from {kind}</source>
            <translation>从“{kind}”返回</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>正在计数…</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>过滤</translation>
        </message>
        <message>
            <source>Filter the values</source>
            <translation>过滤各个值</translation>
        </message>
        <message>
            <source>Leave it out</source>
            <translation>排除它</translation>
        </message>
        <message>
            <source>Narrow down</source>
            <translation>缩小范围</translation>
        </message>
        <message>
            <source>Nothing was found, so there is nothing to narrow down.</source>
            <translation>什么也没有找到，所以没有可以缩小的范围。</translation>
        </message>
        <message>
            <source>Take out of the search</source>
            <translation>从搜索中去掉</translation>
        </message>
        <message>
            <source>The {shown} most frequent of {all}</source>
            <translation>{all} 个中最多的 {shown} 个</translation>
        </message>
        <message>
            <source>What the posts have in common</source>
            <translation>这些文章的共同点</translation>
        </message>
    </context>
    <context>
        <name>FieldDifferencesView</name>
        <message>
            <source>After</source>
            <translation>之后</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>之前</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Fields that differ</source>
            <translation>不同的字段</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Take “{field}” back</source>
            <translation>撤回“{field}”</translation>
        </message>
        <message>
            <source>The front matter of one of them cannot be read; compare the texts.</source>
            <translation>其中一个的文件头无法读取；请比较文本。</translation>
        </message>
        <message>
            <source>The metadata are the same.</source>
            <translation>元数据相同。</translation>
        </message>
    </context>
    <context>
        <name>FieldsEdit</name>
        <message>
            <source>A field needs a key; it keeps the one it had.</source>
            <translation>字段需要一个键；将保留原来的键。</translation>
        </message>
        <message>
            <source>Add a field</source>
            <translation>添加字段</translation>
        </message>
        <message>
            <source>Add an item</source>
            <translation>添加一项</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>键</translation>
        </message>
        <message>
            <source>Key of the new field</source>
            <translation>新字段的键</translation>
        </message>
        <message>
            <source>Key: {name}</source>
            <translation>键：{name}</translation>
        </message>
        <message>
            <source>List</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>Neither valid JSON nor YAML; it is not saved.</source>
            <translation>既不是有效的 JSON，也不是 YAML；不会保存。</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Not a date as front matter has it (2022-01-11 19:09:47 +08:00); it is not saved.</source>
            <translation>不是文件头中的日期写法 (2022-01-11 19:09:47 +08:00)；不会保存。</translation>
        </message>
        <message>
            <source>Not a number; it is not saved.</source>
            <translation>不是数字；不会保存。</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>空值</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>去掉 {name}</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>表</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文字</translation>
        </message>
        <message>
            <source>There is another field with this key.</source>
            <translation>已有另一个字段使用这个键。</translation>
        </message>
        <message>
            <source>Type of {name}: {type}</source>
            <translation>{name} 的类型：{type}</translation>
        </message>
        <message>
            <source>Value of the new field</source>
            <translation>新字段的值</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>Yes or no</source>
            <translation>是或否</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
    </context>
    <context>
        <name>FieldsPage</name>
        <message>
            <source>A post that lacks the chosen key is read as the kind of site reads it.</source>
            <translation>没有所选的键的文章，按网站种类的规则读取。</translation>
        </message>
        <message>
            <source>As the kind of site has it</source>
            <translation>按网站种类的规则</translation>
        </message>
        <message>
            <source>Authors</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Key for {field}</source>
            <translation>“{field}”取自的键</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Not in the sample</source>
            <translation>样本里没有</translation>
        </message>
        <message>
            <source>Permalink</source>
            <translation>固定链接</translation>
        </message>
        <message>
            <source>Slug</source>
            <translation>短名</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>in {count} of {all}: {example}</source>
            <translation>{all} 篇中有 {count} 篇：{example}</translation>
        </message>
    </context>
    <context>
        <name>FindBar</name>
        <message>
            <source>Close the find bar</source>
            <translation>关闭查找栏</translation>
        </message>
        <message>
            <source>Find in this post</source>
            <translation>在这篇文章中查找</translation>
        </message>
        <message>
            <source>Hits</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>Next hit</source>
            <translation>下一处命中</translation>
        </message>
        <message>
            <source>No hits</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>Previous hit</source>
            <translation>上一处命中</translation>
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation>{number} / {count}</translation>
        </message>
    </context>
    <context>
        <name>Finding</name>
        <message numerus="yes">
            <source>%Ln hit(s)</source>
            <translation>
                <numerusform>%Ln 处命中</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln replaced</source>
            <translation>
                <numerusform>替换了 %Ln 处</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindingReview</name>
        <message>
            <source>Findings</source>
            <translation>检查结果</translation>
        </message>
        <message>
            <source>Posts of this finding</source>
            <translation>这一项的文章</translation>
        </message>
        <message>
            <source>{number} more are in the report.</source>
            <translation>另有 {number} 篇，见报告。</translation>
        </message>
    </context>
    <context>
        <name>Findings</name>
        <message numerus="yes">
            <source>%Ln finding(s)</source>
            <translation>
                <numerusform>%Ln 项</numerusform>
            </translation>
        </message>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Have a look at these values. Where they can be said as the usual type, the fix does it.</source>
            <translation>请看看这些值。能改成通常类型的，修正会照办。</translation>
        </message>
        <message>
            <source>If it is one, the fix renames the key where it stands. If not, ignore this finding.</source>
            <translation>如果是笔误，修正会在原处改键名；如果不是，请忽略这一项。</translation>
        </message>
        <message>
            <source>Ignored</source>
            <translation>已忽略</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Import what is missing, or open each post and change the link. Below stands where each one leads.</source>
            <translation>导入缺少的文章，或者逐篇打开，改好链接。下面列出每个链接指向哪里。</translation>
        </message>
        <message>
            <source>Links in these posts lead to posts that are not in the archive.</source>
            <translation>这些文章里的链接指向档案里没有的文章。</translation>
        </message>
        <message>
            <source>One author is written in several ways: {names}.</source>
            <translation>同一位作者有几种写法：{names}。</translation>
        </message>
        <message>
            <source>One category is written in several ways: {names}.</source>
            <translation>同一个分类有几种写法：{names}。</translation>
        </message>
        <message>
            <source>One tag is written in several ways: {names}.</source>
            <translation>同一个标签有几种写法：{names}。</translation>
        </message>
        <message>
            <source>Open all of them but one and give them another permalink, or merge duplicates.</source>
            <translation>只留一篇，逐篇打开其余的，换一个固定链接；或者合并重复的文章。</translation>
        </message>
        <message>
            <source>Open all of them but one and give them another slug, or merge duplicates.</source>
            <translation>只留一篇，逐篇打开其余的，换一个短名；或者合并重复的文章。</translation>
        </message>
        <message>
            <source>Open each post and give it a date that exists.</source>
            <translation>逐篇打开，改成存在的日期。</translation>
        </message>
        <message>
            <source>Open each post and give it a date, or set one date for all of them here.</source>
            <translation>逐篇打开，填写日期；也可以在这里为它们设同一个日期。</translation>
        </message>
        <message>
            <source>Open each post, show its source, and mend the lines above the text.</source>
            <translation>逐篇打开，显示源文件，改好正文上方的几行。</translation>
        </message>
        <message>
            <source>Probably wrong</source>
            <translation>可能有错</translation>
        </message>
        <message>
            <source>Put the files back where the posts look for them and import the source again, or open each post and change the reference.</source>
            <translation>把文件放回文章所指的地方，再导入一次；或者逐篇打开，改好引用。</translation>
        </message>
        <message>
            <source>Several posts have the same permalink, so that a site would show only one of them.</source>
            <translation>几篇文章的固定链接相同，网站上只会显示其中一篇。</translation>
        </message>
        <message>
            <source>Several posts of one day have the same slug, so that a site may show only one of them.</source>
            <translation>同一天的几篇文章短名相同，网站上可能只显示其中一篇。</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>The dates of these posts are written like “{example}”; most are like “{usual}”.</source>
            <translation>这些文章的日期写成“{example}”的样子；多数写成“{usual}”的样子。</translation>
        </message>
        <message>
            <source>The dates of these posts cannot be read, or there is no such day.</source>
            <translation>这些文章的日期无法读懂，或者没有这一天。</translation>
        </message>
        <message>
            <source>The dates of these posts, like “{example}”, have a time of day but no offset: which moment is meant depends on the program that reads them.</source>
            <translation>这些文章的日期（例如“{example}”）有钟点而没有时差：究竟是什么时刻，要看由哪个程序来读。</translation>
        </message>
        <message>
            <source>The fix moves all of them to the way that most posts write.</source>
            <translation>修正会全部改成多数文章的写法。</translation>
        </message>
        <message>
            <source>The fix renames the key where it stands; its value stays.</source>
            <translation>修正会在原处改键名，值不变。</translation>
        </message>
        <message>
            <source>The fix takes the first heading of each text, or what is shown where there is none.</source>
            <translation>修正会取每篇正文的第一个标题；没有的话，取所显示的名称。</translation>
        </message>
        <message>
            <source>The fix writes all of them in the way of most posts.</source>
            <translation>修正会全部改成多数文章的写法。</translation>
        </message>
        <message>
            <source>The fix writes an offset beside each of them; choose the zone that their authors lived in.</source>
            <translation>修正会在每个日期旁边写上时差；请选择作者所在的时区。</translation>
        </message>
        <message>
            <source>The fix writes them like the others. No moment changes.</source>
            <translation>修正会改成与其他文章一样的写法。时刻不变。</translation>
        </message>
        <message>
            <source>The fix writes these lines as they were read, so that every program reads the same.</source>
            <translation>修正会照读出来的意思重写这几行，使任何程序读到的都一样。</translation>
        </message>
        <message>
            <source>The front matter of these posts cannot be read.</source>
            <translation>这些文章的文件头无法读懂。</translation>
        </message>
        <message>
            <source>The front matter of these posts is not valid. It could be read here, but other programs may refuse it.</source>
            <translation>这些文章的文件头不合规范。在这里读出来了，但别的程序可能会拒绝。</translation>
        </message>
        <message>
            <source>The key “{key}” is written “{usual}” elsewhere.</source>
            <translation>键“{key}”在别处写作“{usual}”。</translation>
        </message>
        <message>
            <source>The key “{key}” may be a slip of the pen for “{usual}”.</source>
            <translation>键“{key}”可能是“{usual}”的笔误。</translation>
        </message>
        <message>
            <source>These posts have no date.</source>
            <translation>这些文章没有日期。</translation>
        </message>
        <message>
            <source>These posts refer to files that were not there when they were imported.</source>
            <translation>这些文章引用的文件，在导入时没有找到。</translation>
        </message>
        <message>
            <source>These posts say no title; another one is shown in its place.</source>
            <translation>这些文章没有写标题，显示的是代替的名称。</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Uneven</source>
            <translation>不一致</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>无标题</translation>
        </message>
        <message>
            <source>What is meant</source>
            <translation>具体内容</translation>
        </message>
        <message>
            <source>a date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>a list</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>数字</translation>
        </message>
        <message>
            <source>a table</source>
            <translation>表</translation>
        </message>
        <message>
            <source>a text</source>
            <translation>文字</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>是或否</translation>
        </message>
        <message>
            <source>{posts} were looked at</source>
            <translation>检查了 {posts}</translation>
        </message>
        <message>
            <source>“{key}” is {type} here; mostly it is {usual}.</source>
            <translation>“{key}”在这里是{type}，多数文章里是{usual}。</translation>
        </message>
    </context>
    <context>
        <name>Format</name>
        <message>
            <source>HTML</source>
            <translation>HTML</translation>
        </message>
        <message>
            <source>Markdown</source>
            <translation>Markdown</translation>
        </message>
        <message>
            <source>Plain text</source>
            <translation>纯文本</translation>
        </message>
    </context>
    <context>
        <name>FormatBar</name>
        <message>
            <source>Formatting</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Headings</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
    </context>
    <context>
        <name>FormatList</name>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Needs the package {name}, which is not installed.</source>
            <translation>需要软件包 {name}，它没有安装。</translation>
        </message>
    </context>
    <context>
        <name>Formatting</name>
        <message>
            <source>First</source>
            <translation>第一列</translation>
        </message>
        <message>
            <source>Second</source>
            <translation>第二列</translation>
        </message>
    </context>
    <context>
        <name>FrontMatterActions</name>
        <message>
            <source>All posts</source>
            <translation>全部文章</translation>
        </message>
        <message>
            <source>The posts of the list</source>
            <translation>列表里的文章</translation>
        </message>
        <message>
            <source>The posts of this finding ({number})</source>
            <translation>这一项的文章（{number}）</translation>
        </message>
        <message>
            <source>The selected posts ({number})</source>
            <translation>所选的文章（{number}）</translation>
        </message>
    </context>
    <context>
        <name>FrontMatterDialog</name>
        <message>
            <source>Also read the texts for broken links</source>
            <translation>同时读取正文，检查失效的链接</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>再检查一次</translation>
        </message>
        <message>
            <source>Check again…</source>
            <translation>重新检查…</translation>
        </message>
        <message>
            <source>Check front matter</source>
            <translation>检查文件头</translation>
        </message>
        <message>
            <source>Checking front matter…</source>
            <translation>正在检查文件头…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Fix…</source>
            <translation>修正…</translation>
        </message>
        <message>
            <source>For programs (*.json)</source>
            <translation>供程序使用 (*.json)</translation>
        </message>
        <message>
            <source>Front matter</source>
            <translation>文件头</translation>
        </message>
        <message>
            <source>If you cancel, no file is left.</source>
            <translation>取消的话，不会留下文件。</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>忽略</translation>
        </message>
        <message>
            <source>Keys, types, dates, titles, tags, links and files are looked at: what is uneven, missing or broken is told, and much of it can be mended at once. Nothing is changed until you have seen it.</source>
            <translation>检查键、类型、日期、标题、标签、链接和文件：列出不一致、缺少或有错的地方，其中许多可以一次改好。在您看过之前，什么都不改动。</translation>
        </message>
        <message>
            <source>Nothing is changed.</source>
            <translation>什么都不改动。</translation>
        </message>
        <message>
            <source>Nothing was found.</source>
            <translation>没有发现问题。</translation>
        </message>
        <message>
            <source>Open in editor</source>
            <translation>在编辑窗格中打开</translation>
        </message>
        <message>
            <source>Save report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>Save report…</source>
            <translation>保存报告…</translation>
        </message>
        <message>
            <source>Show all posts of this finding in the list; it leads back here</source>
            <translation>在列表中显示这一项的全部文章；从那里可以回到这里</translation>
        </message>
        <message>
            <source>Show these posts</source>
            <translation>在列表中显示</translation>
        </message>
        <message numerus="yes">
            <source>Show those that are ignored (%Ln)</source>
            <translation>
                <numerusform>显示已忽略的（%Ln）</numerusform>
            </translation>
        </message>
        <message>
            <source>Show what the fix would change before it is made</source>
            <translation>先看修正会改动什么，再决定</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
        <message>
            <source>Tell again</source>
            <translation>恢复提示</translation>
        </message>
        <message>
            <source>The archive has changed since it was checked.</source>
            <translation>检查之后，档案又有变化。</translation>
        </message>
        <message>
            <source>The report is in {path}.</source>
            <translation>报告已写入 {path}。</translation>
        </message>
        <message>
            <source>This is not told any more, unless it comes to concern more posts.</source>
            <translation>不再提这一项，除非它涉及更多的文章。</translation>
        </message>
        <message>
            <source>This is told again.</source>
            <translation>会再提这一项。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Which posts</source>
            <translation>哪些文章</translation>
        </message>
        <message>
            <source>Writing the report…</source>
            <translation>正在写报告…</translation>
        </message>
    </context>
    <context>
        <name>GivenHeader</name>
        <message>
            <source>Back to the findings</source>
            <translation>回到检查结果</translation>
        </message>
        <message>
            <source>Show the list as it was before</source>
            <translation>显示原来的列表</translation>
        </message>
    </context>
    <context>
        <name>HelpDialog</name>
        <message>
            <source>Fonds help</source>
            <translation>Fonds 帮助</translation>
        </message>
        <message>
            <source>Help page</source>
            <translation>帮助页面</translation>
        </message>
        <message>
            <source>Help pages</source>
            <translation>帮助的各页</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source> and </source>
            <translation> 和 </translation>
        </message>
        <message numerus="yes">
            <source>%Ln media file(s)</source>
            <translation>
                <numerusform>%Ln 个媒体文件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) touched</source>
            <translation>
                <numerusform>涉及 %Ln 篇文章</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln problem(s) found</source>
            <translation>
                <numerusform>发现 %Ln 个问题</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln revision(s)</source>
            <translation>
                <numerusform>%Ln 个版本</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Checks and care</source>
            <translation>检查与维护</translation>
        </message>
        <message>
            <source>Duplicates merged</source>
            <translation>合并重复</translation>
        </message>
        <message>
            <source>Edited</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Edited with others</source>
            <translation>批量编辑</translation>
        </message>
        <message>
            <source>Edits</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Exports</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Import withdrawn</source>
            <translation>撤回导入</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Imported again</source>
            <translation>再次导入</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Not changed since it was imported.</source>
            <translation>导入之后没有改动过。</translation>
        </message>
        <message>
            <source>Not changed since it was written here.</source>
            <translation>写下之后没有改动过。</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>原件</translation>
        </message>
        <message>
            <source>Revision {number}</source>
            <translation>版本 {number}</translation>
        </message>
        <message>
            <source>Stars, searches, collections</source>
            <translation>星标、搜索与专辑</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>The source’s text, in conflict</source>
            <translation>来源的文本（冲突）</translation>
        </message>
        <message>
            <source>This is the oldest revision: there is none before it to compare it with.</source>
            <translation>这是最早的版本，之前没有可以与它比较的版本。</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>回收站</translation>
        </message>
        <message>
            <source>Undo and redo</source>
            <translation>撤销与重做</translation>
        </message>
        <message>
            <source>Written here</source>
            <translation>在此撰写</translation>
        </message>
        <message>
            <source>authors</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>categories</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>does not follow the one before</source>
            <translation>与前一条不相接</translation>
        </message>
        <message>
            <source>is missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>only the form of the file</source>
            <translation>仅文件的写法</translation>
        </message>
        <message>
            <source>other keys</source>
            <translation>其他键</translation>
        </message>
        <message>
            <source>slug</source>
            <translation>短名</translation>
        </message>
        <message>
            <source>status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>text</source>
            <translation>正文</translation>
        </message>
        <message>
            <source>title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>was changed</source>
            <translation>被改动过</translation>
        </message>
        <message>
            <source>{name} (current)</source>
            <translation>{name}（当前）</translation>
        </message>
        <message>
            <source>{number} added</source>
            <translation>新增 {number}</translation>
        </message>
        <message>
            <source>{number} not imported</source>
            <translation>未导入 {number}</translation>
        </message>
        <message>
            <source>{number} updated</source>
            <translation>更新 {number}</translation>
        </message>
        <message>
            <source>{operation}: {parts}</source>
            <translation>{operation}：{parts}</translation>
        </message>
    </context>
    <context>
        <name>HistoryFrame</name>
        <message>
            <source>Back to the page</source>
            <translation>回到页面</translation>
        </message>
        <message>
            <source>Below each other</source>
            <translation>上下对照</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>比较对象</translation>
        </message>
        <message>
            <source>Export this revision…</source>
            <translation>导出这个版本…</translation>
        </message>
        <message>
            <source>How to show the differences</source>
            <translation>差异的显示方式</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>元数据</translation>
        </message>
        <message>
            <source>Restore this revision</source>
            <translation>恢复这个版本</translation>
        </message>
        <message>
            <source>Revisions</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>左右对照</translation>
        </message>
        <message>
            <source>Take this change back</source>
            <translation>撤回这处更改</translation>
        </message>
        <message>
            <source>The change that F7 went to. Only changes of the current revision can be taken back.</source>
            <translation>F7 所到的那处更改。只能撤回当前版本中的更改。</translation>
        </message>
        <message>
            <source>With the current one</source>
            <translation>与当前版本比较</translation>
        </message>
        <message>
            <source>With the one before</source>
            <translation>与前一版本比较</translation>
        </message>
        <message>
            <source>Without a title</source>
            <translation>没有标题</translation>
        </message>
        <message>
            <source>in the trash</source>
            <translation>在回收站里</translation>
        </message>
    </context>
    <context>
        <name>HistoryPane</name>
        <message>
            <source>A new revision was made. Nothing was lost.</source>
            <translation>已生成新的版本，没有丢失任何内容。</translation>
        </message>
        <message>
            <source>Export the revision</source>
            <translation>导出版本</translation>
        </message>
        <message>
            <source>No post is selected.</source>
            <translation>没有选中文章。</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>The post is like that already.</source>
            <translation>文章已经是这样了。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Written to {path}.</source>
            <translation>已写入 {path}。</translation>
        </message>
    </context>
    <context>
        <name>HitTour</name>
        <message>
            <source>Hit {number} of {count}</source>
            <translation>第 {number} 处命中，共 {count} 处</translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message numerus="yes">
            <source>%Ln document(s) (was|were) dealt with</source>
            <translation>
                <numerusform>处理了 %Ln 篇文档</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln document(s) not imported</source>
            <translation>
                <numerusform>%Ln 篇文档未导入</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln document(s) skipped</source>
            <translation>
                <numerusform>跳过 %Ln 篇文档</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln document(s) would be dealt with</source>
            <translation>
                <numerusform>将处理 %Ln 篇文档</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln front matter block(s) repaired</source>
            <translation>
                <numerusform>修复了 %Ln 个文件头</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln media file(s) kept</source>
            <translation>
                <numerusform>留存 %Ln 个媒体文件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln other file(s) in the source, no documents</source>
            <translation>
                <numerusform>来源中另有 %Ln 个文件，不是文档</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) added</source>
            <translation>
                <numerusform>新增 %Ln 篇文章</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) kept raw</source>
            <translation>
                <numerusform>%Ln 篇文章原样保留</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) unchanged</source>
            <translation>
                <numerusform>%Ln 篇文章未变</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) updated</source>
            <translation>
                <numerusform>更新 %Ln 篇文章</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln problem(s) noted</source>
            <translation>
                <numerusform>记录了 %Ln 个问题</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Imported, but %Ln document(s) could not be read</source>
            <translation>
                <numerusform>已导入，但有 %Ln 篇文档无法读取</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The import was stopped after %Ln document(s), which stay</source>
            <translation>
                <numerusform>导入在处理 %Ln 篇文档之后停止，它们会留下</numerusform>
            </translation>
        </message>
        <message>
            <source>{label} (a guess)</source>
            <translation>{label}（推测）</translation>
        </message>
        <message>
            <source>{label} (certain)</source>
            <translation>{label}（确定）</translation>
        </message>
        <message>
            <source>{label} (likely)</source>
            <translation>{label}（很可能）</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>If you cancel, what was imported until then stays in the archive, and can be resumed.</source>
            <translation>如果取消，已经导入的会留在档案里，以后可以继续。</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message numerus="yes">
            <source>Import %Ln document(s)</source>
            <translation>
                <numerusform>导入 %Ln 篇文档</numerusform>
            </translation>
        </message>
        <message>
            <source>Importing…</source>
            <translation>正在导入…</translation>
        </message>
        <message>
            <source>It was cancelled before anything more was taken in.</source>
            <translation>在收进更多内容之前已取消。</translation>
        </message>
        <message>
            <source>Look through the source</source>
            <translation>清点来源</translation>
        </message>
        <message>
            <source>Looking again</source>
            <translation>重新清点</translation>
        </message>
        <message>
            <source>Looking at what is there…</source>
            <translation>正在清点…</translation>
        </message>
        <message>
            <source>Nothing is written before you press Import.</source>
            <translation>按“导入”之前，什么也不会写入。</translation>
        </message>
        <message>
            <source>Nothing was found here that could be imported as posts.</source>
            <translation>这里没有找到可以作为文章导入的内容。</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Resume import</source>
            <translation>继续导入</translation>
        </message>
        <message>
            <source>Save report…</source>
            <translation>保存报告…</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>正在停止…</translation>
        </message>
    </context>
    <context>
        <name>ImportReportView</name>
        <message>
            <source>JSON (*.json)</source>
            <translation>JSON (*.json)</translation>
        </message>
        <message>
            <source>Review conflicts…</source>
            <translation>审阅冲突…</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>The report was written to {path}.</source>
            <translation>报告已写入 {path}。</translation>
        </message>
        <message>
            <source>import-report.json</source>
            <translation>import-report.json</translation>
        </message>
    </context>
    <context>
        <name>Imports</name>
        <message numerus="yes">
            <source>%Ln conflict(s)</source>
            <translation>
                <numerusform>%Ln 个冲突</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of them (was|were) edited since.</source>
            <translation>
                <numerusform>其中 %Ln 篇后来编辑过。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) (goes|go) back to (its|their) earlier text.</source>
            <translation>
                <numerusform>%Ln 篇文章恢复为之前的文字。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) (goes|go) to the trash.</source>
            <translation>
                <numerusform>%Ln 篇文章移入回收站。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln post(s) (stays|stay) as (it is|they are): edited since, or brought again by a later import.</source>
            <translation>
                <numerusform>%Ln 篇文章保持不变：后来编辑过，或者后来的导入又带来过。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>An import was interrupted ({source}, %Ln document(s) so far).</source>
            <translation>
                <numerusform>有一次导入中断了（{source}，已处理 %Ln 篇文档）。</numerusform>
            </translation>
        </message>
        <message>
            <source>Import {number}</source>
            <translation>导入 {number}</translation>
        </message>
        <message>
            <source>No post changes: nothing of this import is left.</source>
            <translation>没有文章会改变：这次导入的内容都不在了。</translation>
        </message>
        <message>
            <source>Nothing was taken in that could be compared</source>
            <translation>没有收进可以比对的内容</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>另有 %Ln 个</numerusform>
            </translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>已撤回</translation>
        </message>
        <message numerus="yes">
            <source>{name} and %Ln more</source>
            <translation>
                <numerusform>{name} 等（另有 %Ln 个）</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{title} was withdrawn; %Ln post(s) changed.</source>
            <translation>
                <numerusform>{title} 已撤回，%Ln 篇文章有改变。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Language</name>
        <message>
            <source>Fonds will speak the system's language when it is started next.</source>
            <translation>下次启动 Fonds 时将使用系统的语言。</translation>
        </message>
        <message>
            <source>en</source>
            <translation>zh_CN</translation>
        </message>
    </context>
    <context>
        <name>LanguageEdit</name>
        <message>
            <source>zh, en, …</source>
            <translation>zh、en …</translation>
        </message>
    </context>
    <context>
        <name>LightEngine</name>
        <message>
            <source>Preview of the post</source>
            <translation>文章的预览</translation>
        </message>
    </context>
    <context>
        <name>LineNumbers</name>
        <message>
            <source>Line numbers</source>
            <translation>行号</translation>
        </message>
    </context>
    <context>
        <name>ListFrame</name>
        <message>
            <source>Posts</source>
            <translation>文章</translation>
        </message>
    </context>
    <context>
        <name>ListHeader</name>
        <message>
            <source>Ascending</source>
            <translation>升序</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>手工次序</translation>
        </message>
        <message>
            <source>Descending</source>
            <translation>降序</translation>
        </message>
        <message>
            <source>How the list looks</source>
            <translation>列表的样子</translation>
        </message>
        <message>
            <source>Number of posts</source>
            <translation>文章数</translation>
        </message>
        <message>
            <source>Relevance</source>
            <translation>相关度</translation>
        </message>
        <message>
            <source>Sort the list</source>
            <translation>给列表排序</translation>
        </message>
        <message>
            <source>Sorted by {column}, {direction}</source>
            <translation>按{column}排序，{direction}</translation>
        </message>
    </context>
    <context>
        <name>LogEntriesModel</name>
        <message>
            <source>No.</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
    </context>
    <context>
        <name>LookMenu</name>
        <message>
            <source>By category</source>
            <translation>按分类</translation>
        </message>
        <message>
            <source>By day</source>
            <translation>按日</translation>
        </message>
        <message>
            <source>By month</source>
            <translation>按月</translation>
        </message>
        <message>
            <source>Cards</source>
            <translation>卡片</translation>
        </message>
        <message>
            <source>Headings</source>
            <translation>标题行</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>One line</source>
            <translation>一行</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>表格</translation>
        </message>
        <message>
            <source>Two lines with excerpt</source>
            <translation>两行，附摘要</translation>
        </message>
    </context>
    <context>
        <name>LookPopup</name>
        <message>
            <source>As the window</source>
            <translation>随窗口</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>满宽</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>放大文字</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>中等</translation>
        </message>
        <message>
            <source>Narrow</source>
            <translation>窄</translation>
        </message>
        <message>
            <source>Ordinary</source>
            <translation>默认</translation>
        </message>
        <message>
            <source>Ordinary text size</source>
            <translation>恢复文字大小</translation>
        </message>
        <message>
            <source>Reading look</source>
            <translation>阅读外观</translation>
        </message>
        <message>
            <source>Sans serif</source>
            <translation>黑体（无衬线）</translation>
        </message>
        <message>
            <source>Sepia</source>
            <translation>棕褐</translation>
        </message>
        <message>
            <source>Serif</source>
            <translation>宋体（衬线）</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>缩小文字</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>字号</translation>
        </message>
        <message>
            <source>Text size: {size}</source>
            <translation>字号：{size}</translation>
        </message>
        <message>
            <source>Typeface</source>
            <translation>字体</translation>
        </message>
        <message>
            <source>Wide</source>
            <translation>宽</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>宽度</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>No archive is open.</source>
            <translation>没有打开档案。</translation>
        </message>
        <message>
            <source>Open archive…</source>
            <translation>打开档案…</translation>
        </message>
        <message>
            <source>Opening {name}…</source>
            <translation>正在打开 {name}…</translation>
        </message>
        <message>
            <source>The web engine cannot start here. Posts are shown by a simpler one; the help says why.</source>
            <translation>网页引擎在这里无法启动，改用较简单的引擎显示文章。原因见帮助。</translation>
        </message>
        <message>
            <source>Toolbar</source>
            <translation>工具栏</translation>
        </message>
    </context>
    <context>
        <name>MediaOpening</name>
        <message>
            <source>Open a file</source>
            <translation>打开文件</translation>
        </message>
        <message>
            <source>The archive does not have this file: {name}</source>
            <translation>档案里没有这个文件：{name}</translation>
        </message>
    </context>
    <context>
        <name>MessageBoxes</name>
        <message>
            <source>Cancel the work</source>
            <translation>取消这项工作</translation>
        </message>
        <message>
            <source>Go on working</source>
            <translation>继续工作</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <source>The archive can only be closed when it is cancelled. What is finished of it stays.</source>
            <translation>取消它之后才能关闭档案。已经完成的部分会留下。</translation>
        </message>
        <message>
            <source>Work is under way.</source>
            <translation>有工作正在进行。</translation>
        </message>
    </context>
    <context>
        <name>MetadataForm</name>
        <message>
            <source>Add a category</source>
            <translation>添加分类</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>添加标签</translation>
        </message>
        <message>
            <source>Add an author</source>
            <translation>添加作者</translation>
        </message>
        <message>
            <source>Authors</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Choose categories</source>
            <translation>选择分类</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>元数据</translation>
        </message>
        <message>
            <source>More fields</source>
            <translation>更多字段</translation>
        </message>
        <message>
            <source>Not the usual form of a language, such as zh, zh-Hans or en-GB. It can be kept.</source>
            <translation>不是语言的通常写法（如 zh、zh-Hans、en-GB），但可以保留。</translation>
        </message>
        <message>
            <source>Provenance</source>
            <translation>出处</translation>
        </message>
        <message>
            <source>Remarks of the import</source>
            <translation>导入时的说明</translation>
        </message>
        <message>
            <source>Rights</source>
            <translation>权利</translation>
        </message>
        <message>
            <source>Slug</source>
            <translation>短名</translation>
        </message>
        <message>
            <source>Source URL</source>
            <translation>来源网址</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
    </context>
    <context>
        <name>Narrowing</name>
        <message>
            <source>Counting what was found</source>
            <translation>统计找到的内容</translation>
        </message>
    </context>
    <context>
        <name>Navigator</name>
        <message>
            <source>All posts</source>
            <translation>全部文章</translation>
        </message>
        <message>
            <source>Authors</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Collections</source>
            <translation>专辑</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>库</translation>
        </message>
        <message>
            <source>No date</source>
            <translation>没有日期</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Saved searches</source>
            <translation>已保存的搜索</translation>
        </message>
        <message>
            <source>Show all {number}</source>
            <translation>全部显示（{number}）</translation>
        </message>
        <message>
            <source>Starred</source>
            <translation>星标</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>回收站</translation>
        </message>
        <message>
            <source>Years</source>
            <translation>年份</translation>
        </message>
    </context>
    <context>
        <name>NavigatorPane</name>
        <message>
            <source>Counting the posts</source>
            <translation>统计文章</translation>
        </message>
        <message>
            <source>Filter categories and tags</source>
            <translation>过滤分类和标签</translation>
        </message>
        <message>
            <source>Navigator</source>
            <translation>导航栏</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message numerus="yes">
            <source>%Ln remote resource(s) (was|were) not loaded.</source>
            <translation>
                <numerusform>有 %Ln 个网络资源没有载入。</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy list</source>
            <translation>复制清单</translation>
        </message>
        <message>
            <source>Hide list</source>
            <translation>隐藏清单</translation>
        </message>
        <message>
            <source>Rendering this post took too long; its text is shown as it is.</source>
            <translation>这篇文章排版耗时太久，文字按原样显示。</translation>
        </message>
        <message>
            <source>Show list</source>
            <translation>显示清单</translation>
        </message>
        <message>
            <source>This post could not be rendered; its text is shown as it is.</source>
            <translation>这篇文章无法排版，文字按原样显示。</translation>
        </message>
        <message>
            <source>This post is long; only its beginning is shown here.</source>
            <translation>这篇文章很长，这里只显示开头部分。</translation>
        </message>
        <message>
            <source>This post is too large to be rendered; its text is shown as it is.</source>
            <translation>这篇文章太大，无法排版，文字按原样显示。</translation>
        </message>
    </context>
    <context>
        <name>Outcome</name>
        <message>
            <source>Added</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>Not imported</source>
            <translation>未导入</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>跳过</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>未变</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>更新</translation>
        </message>
    </context>
    <context>
        <name>OutlinePopup</name>
        <message>
            <source>Go to a heading</source>
            <translation>跳到标题</translation>
        </message>
        <message>
            <source>Headings</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>This text has no headings.</source>
            <translation>这篇文字没有标题。</translation>
        </message>
        <message>
            <source>Without a text</source>
            <translation>没有文字</translation>
        </message>
    </context>
    <context>
        <name>OwnField</name>
        <message>
            <source>Stands in the file as “{key}”.</source>
            <translation>在文件中的键是“{key}”。</translation>
        </message>
        <message>
            <source>Would be added as “{key}”.</source>
            <translation>将以“{key}”为键添加。</translation>
        </message>
    </context>
    <context>
        <name>Patterns</name>
        <message>
            <source>The expression is wrong: {reason}.</source>
            <translation>表达式有误：{reason}。</translation>
        </message>
        <message>
            <source>The replacement is wrong: {reason}.</source>
            <translation>替换文字有误：{reason}。</translation>
        </message>
        <message>
            <source>Wrong at character {place}: {reason}.</source>
            <translation>第 {place} 个字符有误：{reason}。</translation>
        </message>
        <message>
            <source>a repetition is repeated</source>
            <translation>重复的符号又被重复</translation>
        </message>
        <message>
            <source>a “)” is missing</source>
            <translation>缺少“)”</translation>
        </message>
        <message>
            <source>a “&gt;” is missing</source>
            <translation>缺少“&gt;”</translation>
        </message>
        <message>
            <source>a “]” is missing</source>
            <translation>缺少“]”</translation>
        </message>
        <message>
            <source>no property of characters has this name</source>
            <translation>没有这个名称的字符属性</translation>
        </message>
        <message>
            <source>nothing follows the backslash</source>
            <translation>反斜杠后面没有内容</translation>
        </message>
        <message>
            <source>the expression has no such group</source>
            <translation>表达式里没有这个组</translation>
        </message>
        <message>
            <source>the range of characters runs backwards</source>
            <translation>字符范围的首尾颠倒了</translation>
        </message>
        <message>
            <source>the smaller number comes second</source>
            <translation>较小的数写在了后面</translation>
        </message>
        <message>
            <source>there is a “)” without its “(”</source>
            <translation>有“)”而没有对应的“(”</translation>
        </message>
        <message>
            <source>there is no group of this name</source>
            <translation>没有这个名称的组</translation>
        </message>
        <message>
            <source>there is nothing to repeat</source>
            <translation>没有可以重复的内容</translation>
        </message>
        <message>
            <source>what follows “(?” is not known</source>
            <translation>“(?”后面的写法不认识</translation>
        </message>
    </context>
    <context>
        <name>Phrases</name>
        <message>
            <source>Any folder of text files can be read this way.</source>
            <translation>任何存放文本文件的文件夹都可以这样读取。</translation>
        </message>
        <message>
            <source>But it looks like a Hexo site.</source>
            <translation>但看起来像 Hexo 网站。</translation>
        </message>
        <message>
            <source>Directory not empty</source>
            <translation>文件夹不是空的</translation>
        </message>
        <message>
            <source>Entry {number} of the activity log {what}.</source>
            <translation>活动日志的第 {number} 条记录{what}。</translation>
        </message>
        <message>
            <source>File exists</source>
            <translation>文件已经存在</translation>
        </message>
        <message>
            <source>File name too long</source>
            <translation>文件名太长</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>读写出错</translation>
        </message>
        <message>
            <source>Is a directory</source>
            <translation>是一个文件夹</translation>
        </message>
        <message>
            <source>Its package.json names Eleventy.</source>
            <translation>它的 package.json 提到 Eleventy。</translation>
        </message>
        <message>
            <source>Most names are YYYY-MM-DD-title.</source>
            <translation>文件名大多是“年-月-日-标题”的形式。</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>磁盘没有空间了</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>没有这个文件或文件夹</translation>
        </message>
        <message>
            <source>Not a directory</source>
            <translation>不是文件夹</translation>
        </message>
        <message>
            <source>Operation not permitted</source>
            <translation>不允许这样操作</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>权限不够</translation>
        </message>
        <message>
            <source>Plain folder</source>
            <translation>普通文件夹</translation>
        </message>
        <message>
            <source>Post {number} has lost its original, revision 0.</source>
            <translation>文章 {number} 丢失了原件（版本 0）。</translation>
        </message>
        <message>
            <source>Post {post} is missing from the search index.</source>
            <translation>搜索索引里缺少文章 {post}。</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>文件系统是只读的</translation>
        </message>
        <message>
            <source>Row {row} of {table} refers to something in {parent} that is missing.</source>
            <translation>{table} 的第 {row} 行指向 {parent} 里不存在的内容。</translation>
        </message>
        <message>
            <source>Segment {number} of the search index counts a character wrongly.</source>
            <translation>搜索索引的第 {number} 段有一个字计数有误。</translation>
        </message>
        <message>
            <source>Segment {number} of the search index is damaged.</source>
            <translation>搜索索引的第 {number} 段已损坏。</translation>
        </message>
        <message>
            <source>Texts begin with a title block (%).</source>
            <translation>文本以标题块（%）开头。</translation>
        </message>
        <message>
            <source>The bytes of post {post}, revision {state} (number {number}) are not what was stored.</source>
            <translation>文章 {post} 第 {state} 个版本（编号 {number}）的字节与当初存入的不一样。</translation>
        </message>
        <message>
            <source>The bytes of the media file {name} (number {number}) are not what was stored.</source>
            <translation>媒体文件 {name}（编号 {number}）的字节与当初存入的不一样。</translation>
        </message>
        <message>
            <source>The file is damaged: {reason}.</source>
            <translation>文件已损坏：{reason}。</translation>
        </message>
        <message>
            <source>The folder lies in _posts or _drafts.</source>
            <translation>文件夹在 _posts 或 _drafts 里。</translation>
        </message>
        <message>
            <source>The folder lies in a site with a {name}.</source>
            <translation>文件夹属于一个有 {name} 的网站。</translation>
        </message>
        <message>
            <source>The folder lies in {name}.</source>
            <translation>文件夹在 {name} 里。</translation>
        </message>
        <message>
            <source>The navigator counts {said} posts ({place}) where there are {right}.</source>
            <translation>导航栏计为 {said} 篇文章（{place}），实际是 {right} 篇。</translation>
        </message>
        <message>
            <source>The plain text of post {post} is damaged.</source>
            <translation>文章 {post} 的纯文本已损坏。</translation>
        </message>
        <message>
            <source>The search index does not fit the text of post {post}.</source>
            <translation>搜索索引与文章 {post} 的文字不符。</translation>
        </message>
        <message>
            <source>The search index holds post {post}, which does not exist.</source>
            <translation>搜索索引里有文章 {post}，但它不存在。</translation>
        </message>
        <message>
            <source>There are metadata and a bibliography for Pandoc.</source>
            <translation>有供 Pandoc 使用的元数据和参考文献。</translation>
        </message>
        <message>
            <source>There is a folder {name}.</source>
            <translation>有文件夹 {name}。</translation>
        </message>
        <message>
            <source>There is a {name} with a base_url.</source>
            <translation>有 {name}，其中有 base_url。</translation>
        </message>
        <message>
            <source>There is a {name}.</source>
            <translation>有 {name}。</translation>
        </message>
        <message>
            <source>This is not a regular file</source>
            <translation>不是普通文件</translation>
        </message>
        <message>
            <source>Too many levels of symbolic links</source>
            <translation>符号链接的层数太多</translation>
        </message>
        <message>
            <source>Too many open files</source>
            <translation>打开的文件太多</translation>
        </message>
        <message>
            <source>What lists are made from is wrong for post {post}.</source>
            <translation>文章 {post} 用于列表的数据有误。</translation>
        </message>
        <message>
            <source>What protects the activity log in the file is missing.</source>
            <translation>文件中保护活动日志的机制缺失。</translation>
        </message>
        <message>
            <source>a colon stands where none may stand</source>
            <translation>冒号出现在不该有的地方</translation>
        </message>
        <message>
            <source>a comma or a closing brace is missing</source>
            <translation>缺少逗号或结尾的花括号</translation>
        </message>
        <message>
            <source>a device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>a device or a pipe</source>
            <translation>设备或管道</translation>
        </message>
        <message>
            <source>a folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>a key has no colon</source>
            <translation>有一个键后面没有冒号</translation>
        </message>
        <message>
            <source>a key in quotation marks is missing</source>
            <translation>缺少带引号的键</translation>
        </message>
        <message>
            <source>a key is not a text</source>
            <translation>有一个键不是文字</translation>
        </message>
        <message>
            <source>a key stands twice</source>
            <translation>有一个键出现两次</translation>
        </message>
        <message>
            <source>a line has no colon</source>
            <translation>有一行没有冒号</translation>
        </message>
        <message>
            <source>a line is neither a key with a value nor part of one</source>
            <translation>有一行既不是键和值，也不是它们的一部分</translation>
        </message>
        <message>
            <source>a list in brackets is not closed</source>
            <translation>方括号里的列表没有合上</translation>
        </message>
        <message>
            <source>a merge key (&lt;&lt;) needs a mapping</source>
            <translation>合并键（&lt;&lt;）的值应当是表</translation>
        </message>
        <message>
            <source>a pipe</source>
            <translation>管道</translation>
        </message>
        <message>
            <source>a quotation mark is not closed</source>
            <translation>引号没有合上</translation>
        </message>
        <message>
            <source>a socket</source>
            <translation>套接字</translation>
        </message>
        <message>
            <source>a table in braces is not closed</source>
            <translation>花括号里的表没有合上</translation>
        </message>
        <message>
            <source>a table stands twice</source>
            <translation>有一张表出现两次</translation>
        </message>
        <message>
            <source>a text holds a backslash that must be doubled</source>
            <translation>文字里有应当写两个的反斜杠</translation>
        </message>
        <message>
            <source>a text is not valid JSON</source>
            <translation>有一段文字不是合法的 JSON</translation>
        </message>
        <message>
            <source>a value begins with a character that must be quoted</source>
            <translation>有一个值开头的字符必须加引号</translation>
        </message>
        <message>
            <source>a value is missing, or must be quoted</source>
            <translation>缺少值，或者值必须加引号</translation>
        </message>
        <message>
            <source>a value is not what it should be</source>
            <translation>某个值不是它应有的样子</translation>
        </message>
        <message>
            <source>a value must be quoted</source>
            <translation>有一个值必须加引号</translation>
        </message>
        <message>
            <source>an alias (*) has no anchor (&amp;)</source>
            <translation>别名（*）没有对应的锚点（&amp;）</translation>
        </message>
        <message>
            <source>attempt to write a readonly database</source>
            <translation>文件是只读的</translation>
        </message>
        <message>
            <source>database disk image is malformed</source>
            <translation>文件的内容已损坏</translation>
        </message>
        <message>
            <source>database or disk is full</source>
            <translation>磁盘已满</translation>
        </message>
        <message>
            <source>disk I/O error</source>
            <translation>磁盘读写出错</translation>
        </message>
        <message>
            <source>does not follow the one before</source>
            <translation>与前一条不相接</translation>
        </message>
        <message>
            <source>file is not a database</source>
            <translation>文件不是数据库</translation>
        </message>
        <message>
            <source>is missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>it has more than {number} bytes</source>
            <translation>超过 {number} 字节</translation>
        </message>
        <message>
            <source>it holds characters that YAML does not allow</source>
            <translation>含有 YAML 不允许的字符</translation>
        </message>
        <message>
            <source>it is damaged</source>
            <translation>已损坏</translation>
        </message>
        <message>
            <source>it is encrypted</source>
            <translation>已加密</translation>
        </message>
        <message>
            <source>it is no JSON</source>
            <translation>它不是 JSON</translation>
        </message>
        <message>
            <source>it is not in the export</source>
            <translation>它不在这份导出里</translation>
        </message>
        <message>
            <source>it is not valid TOML</source>
            <translation>不是合法的 TOML</translation>
        </message>
        <message>
            <source>it is not valid YAML</source>
            <translation>不是合法的 YAML</translation>
        </message>
        <message>
            <source>it is packed in a way that is not known here</source>
            <translation>不认识它的打包方式</translation>
        </message>
        <message>
            <source>it is too complicated</source>
            <translation>太复杂</translation>
        </message>
        <message>
            <source>it is too large or too complicated</source>
            <translation>太大或太复杂</translation>
        </message>
        <message>
            <source>it is too long for a link</source>
            <translation>作为链接太长</translation>
        </message>
        <message>
            <source>its bytes are not what the export says</source>
            <translation>它的字节与导出所说的不符</translation>
        </message>
        <message>
            <source>its number stands there twice</source>
            <translation>它的编号出现了两次</translation>
        </message>
        <message>
            <source>its size is not known</source>
            <translation>大小不明</translation>
        </message>
        <message>
            <source>its size is not what the export says</source>
            <translation>它的大小与导出所说的不符</translation>
        </message>
        <message>
            <source>missing: {names}</source>
            <translation>缺少：{names}</translation>
        </message>
        <message>
            <source>reading it ended the process</source>
            <translation>读取它时进程终止了</translation>
        </message>
        <message>
            <source>something else</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>something follows a value</source>
            <translation>值的后面还有内容</translation>
        </message>
        <message>
            <source>something follows the closing brace</source>
            <translation>结尾的花括号后面还有内容</translation>
        </message>
        <message>
            <source>the bytes are not those of “sha256”</source>
            <translation>字节与“sha256”所说的不符</translation>
        </message>
        <message>
            <source>the encoding is not known</source>
            <translation>不认识这种编码</translation>
        </message>
        <message>
            <source>the folders are nested too deep</source>
            <translation>文件夹嵌套太深</translation>
        </message>
        <message>
            <source>the head of a file in it is too large</source>
            <translation>其中一个文件的信息块太大</translation>
        </message>
        <message>
            <source>the head of a file in it makes no sense</source>
            <translation>其中一个文件的信息块无法理解</translation>
        </message>
        <message>
            <source>the line is too long</source>
            <translation>这一行太长</translation>
        </message>
        <message>
            <source>the name of another file differs only in capital letters or accents</source>
            <translation>另有一个文件的名字与它只在大小写或重音符号上不同</translation>
        </message>
        <message>
            <source>the packed file ends in the midst of it</source>
            <translation>压缩包在它的中间就结束了</translation>
        </message>
        <message>
            <source>the revisions are not in order</source>
            <translation>修订版本的次序不对</translation>
        </message>
        <message>
            <source>there was never a format {number}</source>
            <translation>从来没有格式 {number}</translation>
        </message>
        <message>
            <source>unable to open database file</source>
            <translation>无法打开文件</translation>
        </message>
        <message>
            <source>was changed</source>
            <translation>被改动过</translation>
        </message>
        <message>
            <source>with the date of its file name</source>
            <translation>采用文件名中的日期</translation>
        </message>
        <message>
            <source>with the date of its front matter</source>
            <translation>采用文件头中的日期</translation>
        </message>
        <message>
            <source>without a date</source>
            <translation>留存时没有日期</translation>
        </message>
        <message>
            <source>{name} calls pandoc.</source>
            <translation>{name} 调用 pandoc。</translation>
        </message>
        <message>
            <source>{name} holds options of Pandoc.</source>
            <translation>{name} 里有 Pandoc 的选项。</translation>
        </message>
        <message>
            <source>{number} parts of the search index belong to no segment.</source>
            <translation>搜索索引里有 {number} 个部分不属于任何一段。</translation>
        </message>
    </context>
    <context>
        <name>PlannedPostsModel</name>
        <message>
            <source>After</source>
            <translation>之后</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>之前</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Post</source>
            <translation>文章</translation>
        </message>
        <message>
            <source>Remark</source>
            <translation>说明</translation>
        </message>
    </context>
    <context>
        <name>PostList</name>
        <message>
            <source>Authors</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Clear the search</source>
            <translation>清除搜索</translation>
        </message>
        <message>
            <source>Collections</source>
            <translation>专辑</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>导入文件夹…</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Last change</source>
            <translation>最后修改</translation>
        </message>
        <message>
            <source>No archive is open.</source>
            <translation>没有打开档案。</translation>
        </message>
        <message>
            <source>No category</source>
            <translation>没有分类</translation>
        </message>
        <message>
            <source>No date</source>
            <translation>没有日期</translation>
        </message>
        <message>
            <source>No post has a problem.</source>
            <translation>没有文章有问题。</translation>
        </message>
        <message>
            <source>No post has a star.</source>
            <translation>没有文章有星标。</translation>
        </message>
        <message>
            <source>No posts match “{text}”.</source>
            <translation>没有文章符合“{text}”。</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Source path</source>
            <translation>来源路径</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>The trash is empty.</source>
            <translation>回收站是空的。</translation>
        </message>
        <message>
            <source>There are no drafts.</source>
            <translation>没有草稿。</translation>
        </message>
        <message>
            <source>There are no posts here.</source>
            <translation>这里没有文章。</translation>
        </message>
        <message>
            <source>This archive has no posts yet.</source>
            <translation>这个档案还没有文章。</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>无标题</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>字数</translation>
        </message>
        <message>
            <source>has a note</source>
            <translation>有笔记</translation>
        </message>
        <message>
            <source>has a problem</source>
            <translation>有问题</translation>
        </message>
        <message>
            <source>has unsaved text</source>
            <translation>有尚未保存的文字</translation>
        </message>
        <message>
            <source>in the trash</source>
            <translation>在回收站里</translation>
        </message>
        <message>
            <source>rated {rating} of 5</source>
            <translation>评分 {rating}，满分 5</translation>
        </message>
        <message>
            <source>starred</source>
            <translation>已加星</translation>
        </message>
    </context>
    <context>
        <name>PostListPane</name>
        <message>
            <source>Loading the list</source>
            <translation>载入列表</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>正在载入…</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>正在搜索…</translation>
        </message>
    </context>
    <context>
        <name>PostMenu</name>
        <message>
            <source>Copy title</source>
            <translation>复制标题</translation>
        </message>
        <message>
            <source>Delete permanently…</source>
            <translation>永久删除…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>移到回收站</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
    </context>
    <context>
        <name>PostNoteDialog</name>
        <message>
            <source>Discard</source>
            <translation>放弃</translation>
        </message>
        <message>
            <source>For you alone: kept in the archive, never written into the post’s file.</source>
            <translation>只供您自己看：保存在档案里，从不写进文章的文件。</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Markdown: **bold**, *italic*, - list</source>
            <translation>Markdown：**粗体**、*斜体*、- 列表</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>The note as it looks</source>
            <translation>笔记的样子</translation>
        </message>
        <message>
            <source>What you wrote is not saved yet.</source>
            <translation>您写的还没有保存。</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>书写</translation>
        </message>
    </context>
    <context>
        <name>PreviewActions</name>
        <message>
            <source>Choose a post to read it here.</source>
            <translation>选中一篇文章，即可在这里阅读。</translation>
        </message>
        <message>
            <source>Post</source>
            <translation>文章</translation>
        </message>
    </context>
    <context>
        <name>PreviewFrame</name>
        <message>
            <source>Choose a post to read it here.</source>
            <translation>选中一篇文章，即可在这里阅读。</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
    </context>
    <context>
        <name>PreviewHeader</name>
        <message>
            <source>As rendered</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>As source</source>
            <translation>源代码</translation>
        </message>
        <message>
            <source>Copy and print</source>
            <translation>复制和打印</translation>
        </message>
        <message>
            <source>Original file</source>
            <translation>原始文件</translation>
        </message>
        <message>
            <source>View of the post</source>
            <translation>查看方式</translation>
        </message>
    </context>
    <context>
        <name>PreviewPane</name>
        <message>
            <source>Choose a post to read it here.</source>
            <translation>选中一篇文章，即可在这里阅读。</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open a copy of this file with another program?</source>
            <translation>用别的程序打开这个文件的副本吗？</translation>
        </message>
        <message>
            <source>Open a file</source>
            <translation>打开文件</translation>
        </message>
        <message>
            <source>Open a link</source>
            <translation>打开链接</translation>
        </message>
        <message>
            <source>Open this address outside the archive?</source>
            <translation>要在档案之外打开这个地址吗？</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>This post cannot be shown: {reason}</source>
            <translation>这篇文章无法显示：{reason}</translation>
        </message>
    </context>
    <context>
        <name>PrintPreviewDialog</name>
        <message numerus="yes">
            <source>%Ln page(s)</source>
            <translation>
                <numerusform>共 %Ln 页</numerusform>
            </translation>
        </message>
        <message>
            <source>Laying out…</source>
            <translation>正在排版…</translation>
        </message>
        <message>
            <source>Number of pages</source>
            <translation>页数</translation>
        </message>
        <message>
            <source>Orientation</source>
            <translation>方向</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>纸张</translation>
        </message>
        <message>
            <source>Print preview</source>
            <translation>打印预览</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>打印…</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>存为 PDF…</translation>
        </message>
        <message>
            <source>Saved: {name}</source>
            <translation>已保存：{name}</translation>
        </message>
        <message>
            <source>Sideways</source>
            <translation>横向</translation>
        </message>
        <message>
            <source>This post cannot be laid out for paper.</source>
            <translation>这篇文章无法排到纸上。</translation>
        </message>
        <message>
            <source>Upright</source>
            <translation>纵向</translation>
        </message>
    </context>
    <context>
        <name>Printing</name>
        <message>
            <source>Print the post</source>
            <translation>打印文章</translation>
        </message>
        <message>
            <source>Printed.</source>
            <translation>已打印。</translation>
        </message>
        <message>
            <source>The post could not be printed.</source>
            <translation>文章没能打印。</translation>
        </message>
    </context>
    <context>
        <name>ProblemModel</name>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>问题</translation>
        </message>
    </context>
    <context>
        <name>ProblemNames</name>
        <message>
            <source>Broken link</source>
            <translation>失效的链接</translation>
        </message>
        <message>
            <source>Bytes that are no text</source>
            <translation>不成文字的字节</translation>
        </message>
        <message>
            <source>Changed and skipped</source>
            <translation>变了但跳过</translation>
        </message>
        <message>
            <source>Changed while read</source>
            <translation>读取时有变化</translation>
        </message>
        <message>
            <source>Conflict</source>
            <translation>冲突</translation>
        </message>
        <message>
            <source>Damaged in the archive</source>
            <translation>在档案里损坏</translation>
        </message>
        <message>
            <source>Damaged packed file</source>
            <translation>压缩包已损坏</translation>
        </message>
        <message>
            <source>Doubtful backslash</source>
            <translation>有疑问的反斜杠</translation>
        </message>
        <message>
            <source>Doubtful comment</source>
            <translation>有疑问的注释</translation>
        </message>
        <message>
            <source>Empty file</source>
            <translation>空文件</translation>
        </message>
        <message>
            <source>File name not that of a post</source>
            <translation>文件名不合文章的形式</translation>
        </message>
        <message>
            <source>Front matter nested too deep</source>
            <translation>文件头嵌套太深</translation>
        </message>
        <message>
            <source>Front matter that is a program</source>
            <translation>文件头是程序</translation>
        </message>
        <message>
            <source>Front matter too large</source>
            <translation>文件头太大</translation>
        </message>
        <message>
            <source>Front matter without an end</source>
            <translation>文件头没有结束行</translation>
        </message>
        <message>
            <source>Front matter without keys</source>
            <translation>文件头没有键</translation>
        </message>
        <message>
            <source>Guessed encoding</source>
            <translation>推断的编码</translation>
        </message>
        <message>
            <source>Key that stands twice</source>
            <translation>重复的键</translation>
        </message>
        <message>
            <source>Laid out plainly</source>
            <translation>简单排版</translation>
        </message>
        <message>
            <source>Link out of the folder</source>
            <translation>指向文件夹之外的链接</translation>
        </message>
        <message>
            <source>Media from elsewhere</source>
            <translation>来自别处的媒体</translation>
        </message>
        <message>
            <source>Media too large</source>
            <translation>媒体太大</translation>
        </message>
        <message>
            <source>Missing from the export</source>
            <translation>导出中缺失</translation>
        </message>
        <message>
            <source>Missing media</source>
            <translation>找不到的媒体</translation>
        </message>
        <message>
            <source>NUL characters</source>
            <translation>NUL 字符</translation>
        </message>
        <message>
            <source>No date</source>
            <translation>没有日期</translation>
        </message>
        <message>
            <source>No title</source>
            <translation>没有标题</translation>
        </message>
        <message>
            <source>Not a date</source>
            <translation>不是日期</translation>
        </message>
        <message>
            <source>Not a document</source>
            <translation>不是文档</translation>
        </message>
        <message>
            <source>Not a regular file</source>
            <translation>不是普通文件</translation>
        </message>
        <message>
            <source>Not converted for the export</source>
            <translation>导出时未转换</translation>
        </message>
        <message>
            <source>Not identical</source>
            <translation>不一致</translation>
        </message>
        <message>
            <source>Not rendered</source>
            <translation>未能渲染</translation>
        </message>
        <message>
            <source>Not shown by the format</source>
            <translation>该格式无法显示</translation>
        </message>
        <message>
            <source>Path taken</source>
            <translation>路径被占用</translation>
        </message>
        <message>
            <source>Repaired quotation marks</source>
            <translation>修复的引号</translation>
        </message>
        <message>
            <source>Repaired tabs</source>
            <translation>修复的制表符</translation>
        </message>
        <message>
            <source>Repaired value</source>
            <translation>修复的值</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>太大</translation>
        </message>
        <message>
            <source>Too many aliases in front matter</source>
            <translation>文件头别名太多</translation>
        </message>
        <message>
            <source>Twice in a packed file</source>
            <translation>压缩包里同名</translation>
        </message>
        <message>
            <source>Unexpected fault</source>
            <translation>意外的故障</translation>
        </message>
        <message>
            <source>Unknown time zone</source>
            <translation>未知的时区</translation>
        </message>
        <message>
            <source>Unreadable</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>Unreadable front matter</source>
            <translation>文件头无法读懂</translation>
        </message>
        <message>
            <source>Unreadable media</source>
            <translation>无法读取的媒体</translation>
        </message>
        <message>
            <source>Unreadable metadata block</source>
            <translation>元数据块无法读懂</translation>
        </message>
        <message>
            <source>Values not applied</source>
            <translation>没有采用的值</translation>
        </message>
    </context>
    <context>
        <name>ProblemTable</name>
        <message>
            <source>All kinds</source>
            <translation>所有种类</translation>
        </message>
        <message>
            <source>Filter by file or text</source>
            <translation>按文件或文字过滤</translation>
        </message>
        <message>
            <source>Filter the problems</source>
            <translation>过滤问题</translation>
        </message>
        <message>
            <source>Kind of problem</source>
            <translation>问题的种类</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
    </context>
    <context>
        <name>Problems</name>
        <message>
            <source>A comment follows the {key}, which was read as “{value}”, but may mean “{other}”.</source>
            <translation>{key} 后面有注释，它被读作“{value}”，但也可能是“{other}”的意思。</translation>
        </message>
        <message>
            <source>A metadata block within the text cannot be read: {reason}. It was left in the text.</source>
            <translation>正文里的一个元数据块无法读懂：{reason}。它仍留在正文里。</translation>
        </message>
        <message>
            <source>An unexpected fault: {reason}. The file was not imported.</source>
            <translation>意外的故障：{reason}。这个文件没有导入。</translation>
        </message>
        <message>
            <source>Chromium cannot run here ({reason}), so the pages were laid out more plainly.</source>
            <translation>Chromium 无法在此运行（{reason}），因此页面采用了较简单的排版。</translation>
        </message>
        <message>
            <source>The bytes are not valid {encoding} text (first at byte {offset}). They were kept as they are.</source>
            <translation>有些字节不是合法的 {encoding} 文字（最先在第 {offset} 字节）。它们按原样留存。</translation>
        </message>
        <message>
            <source>The file changed since it was imported; it was skipped, as chosen.</source>
            <translation>文件在导入之后变了；按照选择，已跳过。</translation>
        </message>
        <message>
            <source>The file changed while it was read. It was not imported; import it again.</source>
            <translation>读取时文件正在变化，没有导入。请重新导入。</translation>
        </message>
        <message>
            <source>The file changed, and so did the post in the archive (“{title}”). The archive's text was not touched.</source>
            <translation>文件变了，档案里的文章（“{title}”）也变了。档案里的文字没有改动。</translation>
        </message>
        <message>
            <source>The file has {size} bytes; posts of up to {limit} bytes are imported.</source>
            <translation>文件有 {size} 字节；文章最多 {limit} 字节才会导入。</translation>
        </message>
        <message>
            <source>The file is empty. It was kept as an empty post.</source>
            <translation>文件是空的，留存为一篇空文章。</translation>
        </message>
        <message>
            <source>The file name is not YYYY-MM-DD-title; {generator} would ignore it. It was imported.</source>
            <translation>文件名不是“年-月-日-标题”的形式，{generator} 会忽略它。这里已导入。</translation>
        </message>
        <message>
            <source>The file {reference} has {size} bytes; files of up to {limit} bytes are kept.</source>
            <translation>文件 {reference} 有 {size} 字节；最多留存 {limit} 字节的文件。</translation>
        </message>
        <message>
            <source>The file {reference}, which the post refers to, could not be read: {reason}.</source>
            <translation>文章引用的文件 {reference} 无法读取：{reason}。</translation>
        </message>
        <message>
            <source>The file {reference}, which the post refers to, was not found.</source>
            <translation>没有找到文章引用的文件 {reference}。</translation>
        </message>
        <message>
            <source>The file {reference}, which the post shows, is in the archive, but this format cannot show it. It is not in the export.</source>
            <translation>文章所显示的文件 {reference} 在档案中，但这种格式无法显示它，因此导出结果中没有它。</translation>
        </message>
        <message>
            <source>The file {reference}, which the post shows, is not in the archive, so it is not in the export.</source>
            <translation>文章显示的文件 {reference} 不在档案中，因此导出中也没有。</translation>
        </message>
        <message>
            <source>The front matter cannot be read: {reason}. The file was kept raw.</source>
            <translation>文件头无法读懂：{reason}。文件已原样保留。</translation>
        </message>
        <message>
            <source>The front matter has no closing line. The file was kept raw.</source>
            <translation>文件头没有结束行。文件已原样保留。</translation>
        </message>
        <message>
            <source>The front matter has {size} bytes; up to {limit} bytes are read. The file was kept raw.</source>
            <translation>文件头有 {size} 字节，最多读取 {limit} 字节。文件已原样保留。</translation>
        </message>
        <message>
            <source>The front matter is a program, which is never run. The file was kept raw.</source>
            <translation>文件头是一段程序，从不运行。文件已原样保留。</translation>
        </message>
        <message>
            <source>The front matter is indented with tabs; they were read as spaces.</source>
            <translation>文件头用制表符缩进，已当作空格读取。</translation>
        </message>
        <message>
            <source>The front matter is nested more than {limit} levels deep. The file was kept raw.</source>
            <translation>文件头的嵌套超过 {limit} 层。文件已原样保留。</translation>
        </message>
        <message>
            <source>The front matter is not a list of keys and values. The file was kept raw.</source>
            <translation>文件头不是由键和值组成的。文件已原样保留。</translation>
        </message>
        <message>
            <source>The front matter uses more than {limit} aliases. The file was kept raw.</source>
            <translation>文件头使用的别名超过 {limit} 个。文件已原样保留。</translation>
        </message>
        <message>
            <source>The key “{key}” stands more than once; the last value is used.</source>
            <translation>键“{key}”出现不止一次，采用最后一个值。</translation>
        </message>
        <message>
            <source>The link leads out of the chosen folder, to {target}. It was not followed.</source>
            <translation>链接指向所选文件夹之外的 {target}，没有跟随。</translation>
        </message>
        <message>
            <source>The link leads to {target}, which does not exist.</source>
            <translation>链接指向 {target}，但它不存在。</translation>
        </message>
        <message>
            <source>The packed file holds more than one file of this name; only one of them was imported.</source>
            <translation>压缩包里有不止一个文件叫这个名字，只导入了其中一个。</translation>
        </message>
        <message>
            <source>The packed file is damaged: {reason}. What could be unpacked was imported.</source>
            <translation>压缩包已损坏：{reason}。能够解压的都已导入。</translation>
        </message>
        <message>
            <source>The path was taken; the post was written to {path} instead.</source>
            <translation>这个路径已被占用，文章改写到 {path}。</translation>
        </message>
        <message>
            <source>The post could not be rendered ({reason}). Its text is in the export as it was written.</source>
            <translation>文章未能渲染（{reason}）。导出中保留其原样文字。</translation>
        </message>
        <message>
            <source>The post has no date.</source>
            <translation>文章没有日期。</translation>
        </message>
        <message>
            <source>The post has no title; “{value}” is shown instead.</source>
            <translation>文章没有标题，以“{value}”代替显示。</translation>
        </message>
        <message>
            <source>The post shows {address} from elsewhere, which is never fetched and not in the export.</source>
            <translation>文章显示来自别处的 {address}；它从不被下载，也不在导出中。</translation>
        </message>
        <message>
            <source>The text holds {count} NUL characters. They were kept.</source>
            <translation>文字里有 {count} 个 NUL 字符，已经保留。</translation>
        </message>
        <message>
            <source>The text was read as {encoding}, which was guessed from its bytes.</source>
            <translation>文字按 {encoding} 读取，这是从字节推断的。</translation>
        </message>
        <message>
            <source>The value of “{key}” is not valid YAML; it was read as “{value}”.</source>
            <translation>“{key}”的值不是合法的 YAML，已读作“{value}”。</translation>
        </message>
        <message>
            <source>The {key} holds a backslash: it was read as “{value}”, but may mean “{other}”.</source>
            <translation>{key} 里有反斜杠：它被读作“{value}”，但也可能是“{other}”的意思。</translation>
        </message>
        <message>
            <source>The {key} holds unescaped quotation marks; it was read as “{value}”.</source>
            <translation>{key} 的引号里又有引号，已读作“{value}”。</translation>
        </message>
        <message>
            <source>This could not be read: {reason}. It was not imported.</source>
            <translation>无法读取：{reason}。没有导入。</translation>
        </message>
        <message>
            <source>This file gives values to the documents of its folder; they were not applied.</source>
            <translation>这个文件给所在文件夹的文档规定了一些值，没有采用。</translation>
        </message>
        <message>
            <source>This is no Markdown, HTML or text file. It was not imported.</source>
            <translation>这不是 Markdown、HTML 或文本文件，没有导入。</translation>
        </message>
        <message>
            <source>This is not a regular file ({what}). It was not imported.</source>
            <translation>这不是普通文件（{what}），没有导入。</translation>
        </message>
        <message>
            <source>What the archive holds of it is not what was read. Check the disk, restore the archive from a backup, and import the file again.</source>
            <translation>档案里留存的与读到的不一样。请检查磁盘，从备份恢复档案，再重新导入这个文件。</translation>
        </message>
        <message>
            <source>What the archive holds of it is not what was stored. It was not exported; restore the archive from a backup.</source>
            <translation>档案里现在的内容与当初存入的不一样。它没有导出，请从备份恢复档案。</translation>
        </message>
        <message>
            <source>{path}, line {line}</source>
            <translation>{path}，第 {line} 行</translation>
        </message>
        <message>
            <source>“{mark}” has no like in the layout that was chosen, or leads nowhere in the export. It stands as it was written.</source>
            <translation>“{mark}”在所选布局中没有对应的写法，或在导出内容中没有去处，已按原样保留。</translation>
        </message>
        <message>
            <source>“{value}” is not a date. The post was kept {instead}.</source>
            <translation>“{value}”不是日期。文章{instead}。</translation>
        </message>
        <message>
            <source>“{value}” is not a known time zone; UTC was used.</source>
            <translation>“{value}”不是已知的时区，改用世界协调时。</translation>
        </message>
    </context>
    <context>
        <name>ProgressPanel</name>
        <message numerus="yes">
            <source>%Ln a second</source>
            <translation>
                <numerusform>每秒 %Ln 篇</numerusform>
            </translation>
        </message>
        <message>
            <source>about {time} left</source>
            <translation>大约还要 {time}</translation>
        </message>
        <message>
            <source>{size} a second</source>
            <translation>每秒 {size}</translation>
        </message>
    </context>
    <context>
        <name>ProvenanceBox</name>
        <message>
            <source>Digest</source>
            <translation>校验值</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Made here</source>
            <translation>在这里新建</translation>
        </message>
        <message>
            <source>No. {number}</source>
            <translation>第 {number} 号</translation>
        </message>
        <message>
            <source>as imported</source>
            <translation>与导入时相同</translation>
        </message>
        <message>
            <source>edited since the import</source>
            <translation>导入后编辑过</translation>
        </message>
    </context>
    <context>
        <name>PurgeDialog</name>
        <message>
            <source>All revisions go too, and the media that no other post uses.</source>
            <translation>它们的所有版本，以及别的文章不用的媒体，也一并删除。</translation>
        </message>
        <message numerus="yes">
            <source>Delete %Ln post(s)</source>
            <translation>
                <numerusform>删除 %Ln 篇文章</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %Ln post(s) for good?</source>
            <translation>
                <numerusform>要永久删除 %Ln 篇文章吗？</numerusform>
            </translation>
        </message>
        <message>
            <source>Delete for good</source>
            <translation>永久删除</translation>
        </message>
        <message>
            <source>Neither can what was done before, up to the last change of these posts.</source>
            <translation>在这些文章最后一次改动之前（包括那一次）所做的一切，此后也都不能再撤销。</translation>
        </message>
        <message>
            <source>This cannot be undone.</source>
            <translation>此事无法撤销。</translation>
        </message>
        <message>
            <source>With them go {what}.</source>
            <translation>一并删除：{what}。</translation>
        </message>
        <message>
            <source>{size} of the archive become free.</source>
            <translation>档案将腾出 {size}。</translation>
        </message>
    </context>
    <context>
        <name>Queries</name>
        <message>
            <source>2021, 2021-03..2022, &gt;2021-06-01</source>
            <translation>2021、2021-03..2022、&gt;2021-06-01</translation>
        </message>
        <message>
            <source>A search has {limit} fields at most; this one is ignored.</source>
            <translation>一个搜索最多有 {limit} 个字段，这一个不起作用。</translation>
        </message>
        <message>
            <source>Parentheses go {limit} deep at most; this one is ignored.</source>
            <translation>括号最多套 {limit} 层，这一个不起作用。</translation>
        </message>
        <message>
            <source>The parenthesis is not closed.</source>
            <translation>括号没有合上。</translation>
        </message>
        <message>
            <source>The quotation mark is not closed.</source>
            <translation>引号没有合上。</translation>
        </message>
        <message>
            <source>There is no collection “{name}”.</source>
            <translation>没有专辑“{name}”。</translation>
        </message>
        <message>
            <source>There is no saved search “{name}”.</source>
            <translation>没有名为“{name}”的已保存的搜索。</translation>
        </message>
        <message>
            <source>There is no saved search “{name}”; but there is {alike}.</source>
            <translation>没有名为“{name}”的已保存的搜索，相近的有{alike}。</translation>
        </message>
        <message>
            <source>This parenthesis closes nothing.</source>
            <translation>这个括号没有对应的开头。</translation>
        </message>
        <message>
            <source>a category and all below it</source>
            <translation>分类及其下级</translation>
        </message>
        <message>
            <source>a collection and all below it</source>
            <translation>专辑及其下级</translation>
        </message>
        <message>
            <source>a key of the front matter</source>
            <translation>文件头里的键</translation>
        </message>
        <message>
            <source>a language: zh, en, …</source>
            <translation>语言：zh、en …</translation>
        </message>
        <message>
            <source>a saved search</source>
            <translation>已保存的搜索</translation>
        </message>
        <message>
            <source>a tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>an author</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>differs from what was imported</source>
            <translation>与导入时不同</translation>
        </message>
        <message>
            <source>edited, draft, trashed, …</source>
            <translation>已编辑、草稿、回收站……</translation>
        </message>
        <message>
            <source>has a block of code</source>
            <translation>有代码块</translation>
        </message>
        <message>
            <source>has a date</source>
            <translation>有日期</translation>
        </message>
        <message>
            <source>has a link</source>
            <translation>有链接</translation>
        </message>
        <message>
            <source>has a note of yours</source>
            <translation>有您的笔记</translation>
        </message>
        <message>
            <source>has a problem</source>
            <translation>有问题</translation>
        </message>
        <message>
            <source>has a star</source>
            <translation>有星标</translation>
        </message>
        <message>
            <source>has a table</source>
            <translation>有表格</translation>
        </message>
        <message>
            <source>has files that were imported with it</source>
            <translation>有一同导入的文件</translation>
        </message>
        <message>
            <source>has text that is not saved yet</source>
            <translation>有尚未保存的文字</translation>
        </message>
        <message>
            <source>is in the trash</source>
            <translation>在回收站里</translation>
        </message>
        <message>
            <source>is marked as read</source>
            <translation>已标为已读</translation>
        </message>
        <message>
            <source>is not marked as read</source>
            <translation>没有标为已读</translation>
        </message>
        <message>
            <source>is not published</source>
            <translation>没有发布</translation>
        </message>
        <message>
            <source>is there more than once, byte for byte</source>
            <translation>有逐字节相同的另一篇</translation>
        </message>
        <message>
            <source>its time had not come</source>
            <translation>还没有到时间</translation>
        </message>
        <message>
            <source>its time was over</source>
            <translation>时间已过</translation>
        </message>
        <message>
            <source>markdown, html or text</source>
            <translation>markdown、html 或 text</translation>
        </message>
        <message>
            <source>media, problem, revision, …</source>
            <translation>附件、问题、修订……</translation>
        </message>
        <message>
            <source>published, draft, …</source>
            <translation>已发布、草稿……</translation>
        </message>
        <message>
            <source>shows an image</source>
            <translation>有图片</translation>
        </message>
        <message>
            <source>the address on the site</source>
            <translation>网站上的地址</translation>
        </message>
        <message>
            <source>the beginning of a path, or a pattern with *</source>
            <translation>路径的开头，或带 * 的写法</translation>
        </message>
        <message>
            <source>the last change here, as for date</source>
            <translation>在这里最后一次修改，写法同日期</translation>
        </message>
        <message>
            <source>the length: &gt;500, 100..500</source>
            <translation>篇幅：&gt;500、100..500</translation>
        </message>
        <message>
            <source>the name in the address</source>
            <translation>地址里的短名</translation>
        </message>
        <message>
            <source>the number of an import</source>
            <translation>导入的编号</translation>
        </message>
        <message>
            <source>was changed since it came</source>
            <translation>收进来之后改动过</translation>
        </message>
        <message>
            <source>what you noted on a post</source>
            <translation>您在文章笔记里写的</translation>
        </message>
        <message>
            <source>words in the body</source>
            <translation>正文里的词</translation>
        </message>
        <message>
            <source>words in the title</source>
            <translation>标题里的词</translation>
        </message>
        <message>
            <source>your rating: 4, &gt;=3, 1..5</source>
            <translation>您的评分：4、&gt;=3、1..5</translation>
        </message>
        <message>
            <source>{field} does not know “{value}”. It knows {known}.</source>
            <translation>{field} 不认识“{value}”，可以写：{known}。</translation>
        </message>
        <message>
            <source>{field} needs a value.</source>
            <translation>{field} 后面要有值。</translation>
        </message>
        <message>
            <source>{operator} needs something on either side.</source>
            <translation>{operator} 的两边都要有内容。</translation>
        </message>
        <message>
            <source>“{key}” is no field, and no post has it in its front matter.</source>
            <translation>“{key}”不是字段，也没有文章的文件头里有它。</translation>
        </message>
        <message>
            <source>“{value}” ends before it begins.</source>
            <translation>“{value}”的结尾早于开头。</translation>
        </message>
        <message>
            <source>“{value}” is not a date. Try 2021, 2021-03, 2021-03..2022 or &gt;2021-06-01.</source>
            <translation>“{value}”不是日期。可以写 2021、2021-03、2021-03..2022 或 &gt;2021-06-01。</translation>
        </message>
        <message>
            <source>“{value}” is not a number. Try 500, &gt;500 or 100..500.</source>
            <translation>“{value}”不是数。可以写 500、&gt;500 或 100..500。</translation>
        </message>
    </context>
    <context>
        <name>QueryChips</name>
        <message>
            <source>Conditions of the search</source>
            <translation>搜索的条件</translation>
        </message>
        <message>
            <source>More conditions</source>
            <translation>更多条件</translation>
        </message>
        <message>
            <source>Take out {condition}</source>
            <translation>去掉 {condition}</translation>
        </message>
    </context>
    <context>
        <name>RecoveryDialog</name>
        <message numerus="yes">
            <source>%Ln post(s) (has|have) unsaved changes</source>
            <translation>
                <numerusform>%Ln 篇文章有尚未保存的改动</numerusform>
            </translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Posts with unsaved changes</source>
            <translation>有尚未保存的改动的文章</translation>
        </message>
        <message>
            <source>They are safe in the archive. Open a post to save or to discard them.</source>
            <translation>改动在档案里安然无恙。打开文章，就可以保存或丢弃。</translation>
        </message>
        <message>
            <source>Unsaved changes</source>
            <translation>尚未保存</translation>
        </message>
    </context>
    <context>
        <name>RemarkActions</name>
        <message>
            <source>Mark as read</source>
            <translation>标为已读</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
    </context>
    <context>
        <name>ReplaceBar</name>
        <message>
            <source>Close the find bar</source>
            <translation>关闭查找栏</translation>
        </message>
        <message>
            <source>Find in the text</source>
            <translation>在正文中查找</translation>
        </message>
        <message>
            <source>Hits</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>Match case</source>
            <translation>区分大小写</translation>
        </message>
        <message>
            <source>Next hit</source>
            <translation>下一处命中</translation>
        </message>
        <message>
            <source>Only in the selection</source>
            <translation>只在所选文字中</translation>
        </message>
        <message>
            <source>Previous hit</source>
            <translation>上一处命中</translation>
        </message>
        <message>
            <source>Regular expression</source>
            <translation>正则表达式</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>替换</translation>
        </message>
        <message>
            <source>Replace all</source>
            <translation>全部替换</translation>
        </message>
        <message>
            <source>Replace with</source>
            <translation>替换为</translation>
        </message>
        <message>
            <source>Whole words</source>
            <translation>整个单词</translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>#tags in the text count as tags</source>
            <translation>正文里的 #标签 也算作标签</translation>
        </message>
        <message numerus="yes">
            <source>%Ln document(s) found</source>
            <translation>
                <numerusform>找到 %Ln 篇文档</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln folder(s) hold(s|) text that is not UTF-8; check how it is read.</source>
            <translation>
                <numerusform>有 %Ln 个文件夹里的文字不是 UTF-8，请检查读法。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln other file(s)</source>
            <translation>
                <numerusform>%Ln 个其他文件</numerusform>
            </translation>
        </message>
        <message>
            <source>A file that changed since it was imported</source>
            <translation>导入之后变了的文件</translation>
        </message>
        <message>
            <source>Also as posts</source>
            <translation>也作为文章</translation>
        </message>
        <message>
            <source>As detected: {name}</source>
            <translation>按识别结果：{name}</translation>
        </message>
        <message>
            <source>Backslashes are plain text</source>
            <translation>反斜杠是普通文字</translation>
        </message>
        <message>
            <source>Backslashes are plain text: “{plain}”, not “{escaped}”</source>
            <translation>反斜杠是普通文字：“{plain}”，而不是“{escaped}”</translation>
        </message>
        <message>
            <source>Changed files</source>
            <translation>变了的文件</translation>
        </message>
        <message>
            <source>Check the encodings of folders</source>
            <translation>检查各文件夹的编码</translation>
        </message>
        <message>
            <source>Check…</source>
            <translation>检查…</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>Encodings</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Keep both</source>
            <translation>两份都留</translation>
        </message>
        <message>
            <source>Kind of site</source>
            <translation>网站种类</translation>
        </message>
        <message>
            <source>None given: UTC</source>
            <translation>没有写明：世界协调时</translation>
        </message>
        <message>
            <source>Other folders to take as posts</source>
            <translation>也作为文章的其他文件夹</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Sample</source>
            <translation>样本</translation>
        </message>
        <message>
            <source>Skip it</source>
            <translation>跳过</translation>
        </message>
        <message>
            <source>Take the file's new text as a revision</source>
            <translation>把文件的新文字收为新版本</translation>
        </message>
        <message>
            <source>The site's: {name}</source>
            <translation>网站的：{name}</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>时区</translation>
        </message>
        <message>
            <source>Time zone of dates without one</source>
            <translation>没有写时区的日期的时区</translation>
        </message>
    </context>
    <context>
        <name>RevisionRowsModel</name>
        <message>
            <source>Revision</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
    </context>
    <context>
        <name>RewriteOffer</name>
        <message>
            <source>Not saved. {reason}</source>
            <translation>没有保存。{reason}</translation>
        </message>
        <message>
            <source>Rewrite the front matter</source>
            <translation>重写文件头</translation>
        </message>
        <message>
            <source>Rewrite the front matter…</source>
            <translation>重写文件头…</translation>
        </message>
    </context>
    <context>
        <name>RoundTripLine</name>
        <message>
            <source>Every document that was taken in was read back from the archive and compared with its file.</source>
            <translation>每篇收进来的文档都从档案里重新读出，并与文件比对过。</translation>
        </message>
    </context>
    <context>
        <name>SampleTable</name>
        <message>
            <source>Categories</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Sample</source>
            <translation>样本</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
    </context>
    <context>
        <name>SaveDifferenceDialog</name>
        <message>
            <source>All values that you did not change stay as they are. Comments and spacing that are marked as removed would be lost. Undo brings the file back as it was.</source>
            <translation>您没有改过的值都保持不变。标为删去的注释和空格会丢失。撤销可以让文件恢复原样。</translation>
        </message>
        <message>
            <source>As it is</source>
            <translation>现在的样子</translation>
        </message>
        <message>
            <source>As it would be saved</source>
            <translation>保存之后的样子</translation>
        </message>
        <message>
            <source>Keep editing</source>
            <translation>继续编辑</translation>
        </message>
        <message>
            <source>Rewrite the front matter</source>
            <translation>重写文件头</translation>
        </message>
        <message>
            <source>Save this</source>
            <translation>保存这个结果</translation>
        </message>
        <message>
            <source>This is what would change in the file</source>
            <translation>文件会有这些改变</translation>
        </message>
    </context>
    <context>
        <name>SavedExportsButton</name>
        <message>
            <source>Export again</source>
            <translation>再次导出</translation>
        </message>
        <message>
            <source>Export only what is new</source>
            <translation>只导出新增和改动的</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove the saved export</source>
            <translation>移除已保存的导出</translation>
        </message>
        <message>
            <source>Rename the saved export</source>
            <translation>重命名已保存的导出</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>重命名…</translation>
        </message>
        <message>
            <source>Save the export</source>
            <translation>保存导出</translation>
        </message>
        <message>
            <source>Save this export…</source>
            <translation>保存此导出…</translation>
        </message>
        <message>
            <source>Saved exports</source>
            <translation>已保存的导出</translation>
        </message>
        <message>
            <source>What is exported</source>
            <translation>导出的内容</translation>
        </message>
        <message>
            <source>never made</source>
            <translation>从未执行</translation>
        </message>
    </context>
    <context>
        <name>SavedSearchActions</name>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Delete the saved search</source>
            <translation>删除已保存的搜索</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Move the saved search</source>
            <translation>移动已保存的搜索</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>Rename saved search</source>
            <translation>重命名已保存的搜索</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>重命名…</translation>
        </message>
        <message>
            <source>Save as a new search…</source>
            <translation>另存为新的搜索…</translation>
        </message>
        <message>
            <source>Save changes</source>
            <translation>保存更改</translation>
        </message>
        <message>
            <source>Save changes to “{name}”</source>
            <translation>保存对“{name}”的更改</translation>
        </message>
        <message>
            <source>Save changes, or a new search…</source>
            <translation>保存更改，或存为新的搜索…</translation>
        </message>
        <message>
            <source>Save search</source>
            <translation>保存搜索</translation>
        </message>
        <message>
            <source>Save search…</source>
            <translation>保存搜索…</translation>
        </message>
        <message>
            <source>Save the search</source>
            <translation>保存搜索</translation>
        </message>
    </context>
    <context>
        <name>SavedSearchDialog</name>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Search text</source>
            <translation>搜索文字</translation>
        </message>
    </context>
    <context>
        <name>SearchBox</name>
        <message>
            <source>Clear the search</source>
            <translation>清除搜索</translation>
        </message>
        <message>
            <source>Find posts by words, Chinese characters, or fields such as tag: and date:</source>
            <translation>用词语、汉字或字段（如 标签：、日期：）查找文章</translation>
        </message>
        <message>
            <source>Search options</source>
            <translation>搜索选项</translation>
        </message>
        <message>
            <source>Search posts</source>
            <translation>搜索文章</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Action</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Actions and keys</source>
            <translation>操作与按键</translation>
        </message>
        <message>
            <source>Keyboard</source>
            <translation>键盘</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>按键</translation>
        </message>
        <message>
            <source>Search actions and keys</source>
            <translation>搜索操作和按键</translation>
        </message>
    </context>
    <context>
        <name>SideBySideView</name>
        <message numerus="yes">
            <source>%Ln unchanged line(s)</source>
            <translation>
                <numerusform>%Ln 行未变</numerusform>
            </translation>
        </message>
        <message>
            <source>Differences</source>
            <translation>差别</translation>
        </message>
        <message>
            <source>Take this change back</source>
            <translation>撤回这处更改</translation>
        </message>
        <message>
            <source>The texts are being compared…</source>
            <translation>正在比较文字…</translation>
        </message>
        <message>
            <source>The texts differ in very many lines; only the first of them are shown here.</source>
            <translation>两份文字有很多行不同，这里只显示最前面的。</translation>
        </message>
        <message>
            <source>The two files are the same, byte for byte.</source>
            <translation>两个文件逐字节相同。</translation>
        </message>
        <message>
            <source>The two texts are the same.</source>
            <translation>两份文字相同。</translation>
        </message>
    </context>
    <context>
        <name>SourceNotice</name>
        <message>
            <source>Compare…</source>
            <translation>比较…</translation>
        </message>
        <message>
            <source>The source of this post changed after you edited it.</source>
            <translation>您编辑这篇文章之后，它的来源也变了。</translation>
        </message>
    </context>
    <context>
        <name>SourceView</name>
        <message>
            <source>About this file</source>
            <translation>文件信息</translation>
        </message>
        <message>
            <source>As imported, {time}</source>
            <translation>导入时的文件，{time}</translation>
        </message>
        <message>
            <source>Revision {number}, {time}</source>
            <translation>版本 {number}，{time}</translation>
        </message>
        <message>
            <source>Source of the post</source>
            <translation>文章的源代码</translation>
        </message>
        <message>
            <source>only the beginning is shown</source>
            <translation>只显示开头</translation>
        </message>
        <message>
            <source>some bytes are no characters</source>
            <translation>有些字节不是文字</translation>
        </message>
    </context>
    <context>
        <name>SpellingMenu</name>
        <message>
            <source>As the language of the post says</source>
            <translation>按文章的语言</translation>
        </message>
        <message>
            <source>Dictionary</source>
            <translation>词典</translation>
        </message>
        <message>
            <source>No dictionary was found</source>
            <translation>没有找到词典</translation>
        </message>
        <message>
            <source>Open the folder for dictionaries…</source>
            <translation>打开词典文件夹…</translation>
        </message>
    </context>
    <context>
        <name>Stages</name>
        <message>
            <source>checking</source>
            <translation>正在核对</translation>
        </message>
        <message>
            <source>compare</source>
            <translation>正在比较</translation>
        </message>
        <message>
            <source>exporting</source>
            <translation>正在导出</translation>
        </message>
        <message>
            <source>front matter</source>
            <translation>文件头</translation>
        </message>
        <message>
            <source>importing</source>
            <translation>正在导入</translation>
        </message>
        <message>
            <source>index</source>
            <translation>正在处理索引</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>键</translation>
        </message>
        <message>
            <source>links</source>
            <translation>链接</translation>
        </message>
        <message>
            <source>log</source>
            <translation>活动日志</translation>
        </message>
        <message>
            <source>media</source>
            <translation>正在处理媒体</translation>
        </message>
        <message>
            <source>plan</source>
            <translation>正在规划</translation>
        </message>
        <message>
            <source>read</source>
            <translation>正在读取</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>正在读取</translation>
        </message>
        <message>
            <source>revisions</source>
            <translation>正在处理版本</translation>
        </message>
        <message>
            <source>scanning</source>
            <translation>正在清点</translation>
        </message>
        <message>
            <source>undoing</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>unpacking</source>
            <translation>正在解压</translation>
        </message>
        <message>
            <source>withdrawing</source>
            <translation>正在撤回</translation>
        </message>
        <message>
            <source>write</source>
            <translation>正在写入</translation>
        </message>
        <message>
            <source>writing</source>
            <translation>正在写入</translation>
        </message>
        <message>
            <source>{stage}: {count}</source>
            <translation>{stage}：{count}</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Draft</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>已过期</translation>
        </message>
        <message>
            <source>Future</source>
            <translation>待发布</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>已发布</translation>
        </message>
        <message>
            <source>Unpublished</source>
            <translation>未发布</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cancel the work under way</source>
            <translation>取消正在进行的工作</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
    </context>
    <context>
        <name>Steps</name>
        <message>
            <source>Add picture “{name}”</source>
            <translation>添加图片“{name}”</translation>
        </message>
        <message>
            <source>Add {number} posts to “{name}”</source>
            <translation>把 {number} 篇文章加入“{name}”</translation>
        </message>
        <message>
            <source>Add “{title}” to “{name}”</source>
            <translation>把“{title}”加入“{name}”</translation>
        </message>
        <message>
            <source>Begin import {number}</source>
            <translation>开始导入 {number}</translation>
        </message>
        <message>
            <source>Change saved search</source>
            <translation>更改已保存的搜索</translation>
        </message>
        <message>
            <source>Check the archive</source>
            <translation>检查档案</translation>
        </message>
        <message>
            <source>Create collection “{name}”</source>
            <translation>新建专辑“{name}”</translation>
        </message>
        <message>
            <source>Create “{title}”</source>
            <translation>新建“{title}”</translation>
        </message>
        <message>
            <source>Delete collection “{name}”</source>
            <translation>删除专辑“{name}”</translation>
        </message>
        <message>
            <source>Delete saved export “{name}”</source>
            <translation>删除已保存的导出“{name}”</translation>
        </message>
        <message>
            <source>Delete saved search</source>
            <translation>删除已保存的搜索</translation>
        </message>
        <message>
            <source>Delete {number} posts for good</source>
            <translation>永久删除 {number} 篇文章</translation>
        </message>
        <message>
            <source>Describe collection “{name}”</source>
            <translation>描述专辑“{name}”</translation>
        </message>
        <message>
            <source>Describe import {number}</source>
            <translation>说明导入 {number}</translation>
        </message>
        <message>
            <source>Duplicate collection “{name}”</source>
            <translation>复制专辑“{name}”</translation>
        </message>
        <message>
            <source>Edit {number} posts</source>
            <translation>编辑 {number} 篇文章</translation>
        </message>
        <message>
            <source>Edit “{title}”</source>
            <translation>编辑“{title}”</translation>
        </message>
        <message>
            <source>Export revision {revision} of “{title}”</source>
            <translation>导出“{title}”的版本 {revision}</translation>
        </message>
        <message>
            <source>Export {number} posts</source>
            <translation>导出 {number} 篇文章</translation>
        </message>
        <message>
            <source>Ignore a finding</source>
            <translation>忽略一项检查结果</translation>
        </message>
        <message>
            <source>Ignore {number} findings</source>
            <translation>忽略 {number} 项检查结果</translation>
        </message>
        <message>
            <source>Import {number}</source>
            <translation>导入 {number}</translation>
        </message>
        <message>
            <source>Import {number} broken off</source>
            <translation>导入 {number} 中断</translation>
        </message>
        <message>
            <source>Import {number} posts of an export</source>
            <translation>导入一份导出中的 {number} 篇文章</translation>
        </message>
        <message>
            <source>Keep the edited text</source>
            <translation>保留编辑过的文字</translation>
        </message>
        <message>
            <source>Make the archive</source>
            <translation>建立档案</translation>
        </message>
        <message>
            <source>Mark {number} posts as read</source>
            <translation>把 {number} 篇文章标为已读</translation>
        </message>
        <message>
            <source>Mark {number} posts as unread</source>
            <translation>把 {number} 篇文章标为未读</translation>
        </message>
        <message>
            <source>Mark “{title}” as read</source>
            <translation>把“{title}”标为已读</translation>
        </message>
        <message>
            <source>Mark “{title}” as unread</source>
            <translation>把“{title}”标为未读</translation>
        </message>
        <message>
            <source>Merge collection “{name}”</source>
            <translation>合并专辑“{name}”</translation>
        </message>
        <message>
            <source>Merge duplicates of {number} posts</source>
            <translation>合并 {number} 篇文章的重复</translation>
        </message>
        <message>
            <source>Merge into “{title}”</source>
            <translation>并入“{title}”</translation>
        </message>
        <message>
            <source>Mind a finding again</source>
            <translation>恢复提示一项检查结果</translation>
        </message>
        <message>
            <source>Mind {number} findings again</source>
            <translation>恢复提示 {number} 项检查结果</translation>
        </message>
        <message>
            <source>Move collection “{name}”</source>
            <translation>移动专辑“{name}”</translation>
        </message>
        <message>
            <source>Move saved search</source>
            <translation>移动已保存的搜索</translation>
        </message>
        <message>
            <source>Move {number} posts in “{name}”</source>
            <translation>在“{name}”里移动 {number} 篇文章</translation>
        </message>
        <message>
            <source>Move “{title}” in “{name}”</source>
            <translation>在“{name}”里移动“{title}”</translation>
        </message>
        <message>
            <source>Note on {number} posts</source>
            <translation>给 {number} 篇文章写笔记</translation>
        </message>
        <message>
            <source>Note on “{title}”</source>
            <translation>给“{title}”写笔记</translation>
        </message>
        <message>
            <source>Rate {number} posts</source>
            <translation>给 {number} 篇文章评分</translation>
        </message>
        <message>
            <source>Rate “{title}”</source>
            <translation>给“{title}”评分</translation>
        </message>
        <message>
            <source>Redo: {step}</source>
            <translation>重做：{step}</translation>
        </message>
        <message>
            <source>Remove {number} posts from “{name}”</source>
            <translation>从“{name}”中取出 {number} 篇文章</translation>
        </message>
        <message>
            <source>Remove “{title}” from “{name}”</source>
            <translation>从“{name}”中取出“{title}”</translation>
        </message>
        <message>
            <source>Rename collection “{name}”</source>
            <translation>重命名专辑“{name}”</translation>
        </message>
        <message>
            <source>Rename saved export “{name}”</source>
            <translation>重命名已保存的导出“{name}”</translation>
        </message>
        <message>
            <source>Rename saved search</source>
            <translation>重命名已保存的搜索</translation>
        </message>
        <message>
            <source>Restore part of “{title}”</source>
            <translation>恢复“{title}”的一部分</translation>
        </message>
        <message>
            <source>Restore revision {revision} of “{title}”</source>
            <translation>把“{title}”恢复到版本 {revision}</translation>
        </message>
        <message>
            <source>Restore {number} posts</source>
            <translation>恢复 {number} 篇文章</translation>
        </message>
        <message>
            <source>Restore “{title}”</source>
            <translation>恢复“{title}”</translation>
        </message>
        <message>
            <source>Save export “{name}”</source>
            <translation>保存导出“{name}”</translation>
        </message>
        <message>
            <source>Save search</source>
            <translation>保存搜索</translation>
        </message>
        <message>
            <source>Say what is no duplicate</source>
            <translation>说明什么不是重复</translation>
        </message>
        <message>
            <source>Star {number} posts</source>
            <translation>给 {number} 篇文章添加星标</translation>
        </message>
        <message>
            <source>Star “{title}”</source>
            <translation>给“{title}”添加星标</translation>
        </message>
        <message>
            <source>Take the source’s text</source>
            <translation>采用来源的文字</translation>
        </message>
        <message>
            <source>Trash {number} posts</source>
            <translation>将 {number} 篇文章移到回收站</translation>
        </message>
        <message>
            <source>Trash “{title}”</source>
            <translation>将“{title}”移到回收站</translation>
        </message>
        <message>
            <source>Undo: {step}</source>
            <translation>撤销：{step}</translation>
        </message>
        <message>
            <source>Unstar {number} posts</source>
            <translation>去掉 {number} 篇文章的星标</translation>
        </message>
        <message>
            <source>Unstar “{title}”</source>
            <translation>去掉“{title}”的星标</translation>
        </message>
        <message>
            <source>Withdraw import {number}</source>
            <translation>撤回导入 {number}</translation>
        </message>
    </context>
    <context>
        <name>StepsModel</name>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>步骤</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>undone</source>
            <translation>已撤销</translation>
        </message>
    </context>
    <context>
        <name>SuggestionList</name>
        <message>
            <source>Suggestions</source>
            <translation>建议</translation>
        </message>
    </context>
    <context>
        <name>TextCounts</name>
        <message numerus="yes">
            <source>%Ln character(s)</source>
            <translation>
                <numerusform>%Ln 个字符</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln line(s)</source>
            <translation>
                <numerusform>%Ln 行</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln word(s)</source>
            <translation>
                <numerusform>%Ln 字</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} without blanks</source>
            <translation>{count}（不计空白）</translation>
        </message>
    </context>
    <context>
        <name>TextEditor</name>
        <message>
            <source>Text</source>
            <translation>正文</translation>
        </message>
    </context>
    <context>
        <name>TitleChoice</name>
        <message>
            <source>Keep it as the file has it:</source>
            <translation>保留文件中的写法：</translation>
        </message>
        <message>
            <source>The front matter is then written so that every program reads it. All values stay the same; what else was read repaired is mended too.</source>
            <translation>文件头会写成任何程序都能读懂的形式。所有的值保持不变；其他经修复才读出的内容也会一并改好。</translation>
        </message>
        <message>
            <source>Write it as repaired:</source>
            <translation>按修复后的写法写入：</translation>
        </message>
    </context>
    <context>
        <name>UndoHistoryDialog</name>
        <message numerus="yes">
            <source>%Ln step(s) done.</source>
            <translation>
                <numerusform>已完成 %Ln 步。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln step(s) would be made again, up to: {step}</source>
            <translation>
                <numerusform>将重做 %Ln 步，直到：{step}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln step(s) would be undone, down to: {step}</source>
            <translation>
                <numerusform>将撤销 %Ln 步，退到：{step}</numerusform>
            </translation>
        </message>
        <message>
            <source>Go back…</source>
            <translation>退回…</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>以后再说</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Redo up to here…</source>
            <translation>重做到这里…</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>步骤</translation>
        </message>
        <message>
            <source>The newest step stands first. To go back, all steps above the chosen one are undone with it.</source>
            <translation>最新的一步在最上面。退回时，所选步骤上面的各步也会一并撤销。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Undo down to here…</source>
            <translation>撤销到这里…</translation>
        </message>
        <message>
            <source>Undo history</source>
            <translation>撤销历史</translation>
        </message>
    </context>
    <context>
        <name>WaysOut</name>
        <message>
            <source>Clear the search</source>
            <translation>清除搜索</translation>
        </message>
        <message>
            <source>Take out {condition}</source>
            <translation>去掉 {condition}</translation>
        </message>
    </context>
    <context>
        <name>WebEngine</name>
        <message>
            <source>Preview of the post</source>
            <translation>文章的预览</translation>
        </message>
    </context>
    <context>
        <name>WhoAndNote</name>
        <message>
            <source>Imported by</source>
            <translation>导入者</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Where it is from, why it was taken in, what to know of it</source>
            <translation>从哪里来，为什么收进来，需要知道什么</translation>
        </message>
    </context>
    <context>
        <name>WholeFile</name>
        <message>
            <source>Show the whole file</source>
            <translation>显示整个文件</translation>
        </message>
        <message>
            <source>{reason} The file can be saved, but its fields cannot be shown until this is mended.</source>
            <translation>{reason}文件可以保存，但在改好之前无法显示各字段。</translation>
        </message>
    </context>
    <context>
        <name>WithdrawDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>If you cancel, everything stays as it was.</source>
            <translation>如果取消，一切保持原样。</translation>
        </message>
        <message>
            <source>Looking at what would happen…</source>
            <translation>正在查看会发生什么…</translation>
        </message>
        <message>
            <source>The files of the source are not touched. Undo takes the withdrawal back.</source>
            <translation>来源的文件不会改动。撤销可以收回这次撤回。</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Withdraw import</source>
            <translation>撤回导入</translation>
        </message>
        <message>
            <source>Withdraw import {number}?</source>
            <translation>要撤回导入 {number} 吗？</translation>
        </message>
        <message>
            <source>Withdrawing…</source>
            <translation>正在撤回…</translation>
        </message>
    </context>
    <context>
        <name>_RowsView</name>
        <message numerus="yes">
            <source>%Ln unchanged line(s)</source>
            <translation>
                <numerusform>%Ln 行未变</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_Token</name>
        <message>
            <source>Remove {name}</source>
            <translation>去掉 {name}</translation>
        </message>
    </context>
    <context>
        <name>_View</name>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy link address</source>
            <translation>复制链接地址</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>全选</translation>
        </message>
    </context>
</TS>
