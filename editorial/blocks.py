from wagtail.blocks import RichTextBlock, StreamBlock


class BodyBlocks(StreamBlock):
    paragraph = RichTextBlock()


class FigureBlocks(StreamBlock):
    paragraph = RichTextBlock()
