"""Documents for tests."""

from datetime import date

from guatu.briefing.official import Form, Official, Run, grid, paragraph


def letter(**changes: object) -> Official:
    """A short letter with every kind of block."""
    given = {
        "organ": "青澜开发区督查室",
        "number": "督催〔2022〕3号",
        "title": "催办通知",
        "to": "投资促进局",
        "body": (
            paragraph("你单位承办的事项已逾期，", Run("见任务页", "https://zone.example/tasks/7"), "。"),
            paragraph("一、事项", style="h1"),
            grid(("序号", "事项"), [("1", "完成签约 #let x = [1] \\ <script>")], widths=(1, 6)),
            Form((("签收", ""), ("要求", "请抓紧"))),
        ),
        "signed": "青澜开发区督查室",
        "day": date(2022, 8, 20),
        "copies": ("甲副主任",),
    }
    return Official(**(given | changes))  # type: ignore[arg-type]
