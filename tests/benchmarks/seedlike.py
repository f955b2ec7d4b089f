"""Makes folders of posts that are like a finance-news site's: for the benchmarks, and to try things at size.

Run ``python tests/benchmarks/seedlike.py FOLDER COUNT``. The same numbers always give the same files. The text is drawn
from a word list of our own by Zipf's law; it reads like news to an index, not to a person.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

WORD_TABLE = """
市场 企业 发展 公司 经济 投资 项目 建设 产业 创新 服务 增长 资金 银行 政策 改革 基金 股票 指数 利率 债券 贷款 汇率 出口 进口 消费
制造 能源 电力 煤炭 石油 天然气 新能源 汽车 芯片 半导体 软件 数据 平台 网络 通信 物流 运输 港口 铁路 航空 旅游 农业 粮食 大豆 玉米 小麦
棉花 白糖 钢铁 铜价 铝业 黄金 白银 房地产 土地 住宅 租赁 保险 证券 期货 信托 租金 税收 财政 预算 支出 赤字 央行 降准 加息 通胀 物价
就业 收入 居民 城市 乡村 区域 示范区 一体化 长三角 珠三角 京津冀 自贸区 开发区 园区 上海 北京 深圳 广州 苏州 杭州 成都 武汉 西安 青浦 吴江 嘉善
上市 融资 并购 重组 分红 股东 董事会 公告 季度 年度 报告 业绩 利润 营收 成本 毛利 现金流 负债 资产 估值 研发 专利 技术 人工智能 机器人 云计算
区块链 数字化 绿色 低碳 碳中和 环保 生态 治理 监管 审批 标准 质量 安全 风险 合规 合作 协议 签约 论坛 会议 专家 学者 记者 获悉 表示 认为
指出 预计 显示 同比 环比 上涨 下跌 回升 放缓 加快 推进 形成 突破 成果 经验 推广 机制 体系 制度 规划 行动 计划 目标 任务 重点 领域
全国 全球 国际 国内 美国 欧洲 日本 东盟 贸易 关税 供应链 订单 库存 产能 价格
"""
WORDS = WORD_TABLE.split()
ENGLISH_TABLE = (
    "market growth A股 ETF GDP CPI PMI Shanghai index fund bond yield policy report quarter AI 5G IPO"
)
ENGLISH = ENGLISH_TABLE.split()
SECTIONS = [f"section{number:03d}" for number in range(200)]
SOURCES = ["上海证券报", "证券日报", "财经观察", "每日经济", "新闻晨报", "中国经济网", "界面", "第一线"]
TARGET_CHARACTERS = 1150
"""Characters of text in a post, on the average: about 3.7 KB of UTF-8 with its markup."""


def write_posts(folder: Path, count: int, *, seed: int = 20220111) -> Path:
    """Write ``count`` posts below ``folder``/_posts, and a _config.yml; returns ``folder``."""
    posts = folder / "_posts"
    posts.mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text("timezone: Asia/Shanghai\nlang: zh-CN\n", encoding="utf-8")
    for name, text in make_posts(count, seed=seed):
        (posts / name).write_bytes(text.encode("utf-8"))
    return folder


def make_posts(count: int, *, seed: int = 20220111) -> Iterator[tuple[str, str]]:
    """Yield ``count`` pairs of a file name and its text."""
    dice = random.Random(seed)
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(WORDS))))
    start = datetime(2010, 1, 1, 8, 0, 0)
    step = timedelta(days=16 * 365) / max(count, 1)
    for number in range(count):
        moment = start + step * number
        name = f"{moment:%Y-%m-%d}-NW{moment:%Y%m%d%H%M}{number:07d}.md"
        yield name, _post(dice, weights, number, moment)


def _post(dice: random.Random, weights: list[float], number: int, moment: datetime) -> str:
    title = _phrase(dice, weights, dice.randint(6, 12))
    if number % 50 == 7:
        title = f'“{title[:4]}”与"{title[4:8]}"：{title[8:]}'  # the generator's bug: quotes inside quotes
    zone = "" if number % 10 == 3 else " +0800"
    section = min(int(dice.paretovariate(0.9)) - 1, len(SECTIONS) - 1)
    source = SOURCES[section % len(SOURCES)]
    header = (
        f'---\nlayout: post\ntitle: "{title}"\ndate: {moment:%Y-%m-%d %H:%M:%S}{zone}\n'
        f"categories: {SECTIONS[section]}\ntags: {source}新闻\n---\n"
    )
    body = _html(dice, weights, source) if number % 10 < 7 else _markdown(dice, weights)
    return header + body


def _html(dice: random.Random, weights: list[float], source: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in _paragraphs(dice, weights))
    return (
        f'{paragraphs}<p class="em_media">（文章来源：{source}）</p>\n\n<http://news.example.org/share.html?id=1>\n\n'
        f"[返回{source}](//news.example.org/category.html)"
    )


def _markdown(dice: random.Random, weights: list[float]) -> str:
    parts = _paragraphs(dice, weights)
    table = "| 指标 | 数值 |\n|---|---|\n| 同比 | 3.1% |\n"
    return (
        f"## {_phrase(dice, weights, 4)}\n\n"
        + "\n\n".join(parts)
        + f"\n\n{table}\n- **要点**：{parts[0][:20]}\n"
    )


def _paragraphs(dice: random.Random, weights: list[float]) -> list[str]:
    wanted = max(1, int(dice.gauss(TARGET_CHARACTERS, 300)))
    paragraphs: list[str] = []
    length = 0
    while length < wanted:
        clauses = [_phrase(dice, weights, dice.randint(4, 9)) for _ in range(dice.randint(6, 14))]
        text = (
            "，".join(clauses)
            + f"。{dice.randint(2, 9999)}万元，{dice.choice(ENGLISH)}上涨{dice.randint(1, 99)}%。"
        )
        paragraphs.append(text)
        length += len(text)
    return paragraphs


def _phrase(dice: random.Random, weights: list[float], words: int) -> str:
    return "".join(dice.choices(WORDS, cum_weights=weights, k=words))


if __name__ == "__main__":
    write_posts(Path(sys.argv[1]), int(sys.argv[2]))
